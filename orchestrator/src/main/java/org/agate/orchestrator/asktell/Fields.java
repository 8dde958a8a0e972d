package org.agate.orchestrator.asktell;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agate.orchestrator.web.Problem;
import org.jspecify.annotations.Nullable;

/// Checks the fields of a form that JSON has filled: nothing is dropped in silence, and nothing is empty that is
/// used.
final class Fields {

    private Fields() {}

    /// Notes a field that is there.
    static void put(Map<String, Object> given, String field, @Nullable Object value) {
        if (value != null) {
            given.put(field, value);
        }
    }

    /// @throws Problem 422 when a field is given that the type has not
    static void only(String what, String type, Map<String, Object> given, Set<String> known) {
        given.keySet().stream()
                .filter(field -> !known.contains(field))
                .findFirst()
                .ifPresent(field -> {
                    throw new Problem(
                            422,
                            "space.field.unknown",
                            "(%s) is no field of a %s of type (%s), only %s."
                                    .formatted(
                                            field,
                                            what,
                                            type,
                                            known.stream().sorted().toList()),
                            "Maybe another type was meant.");
                });
    }

    /// @throws Problem 422 when an element is null
    static <T> List<T> whole(@Nullable List<T> list, String field) {
        return List.copyOf(checked(list, field));
    }

    /// @throws Problem 422 when a value is null
    static Map<String, Double> whole(Map<String, Double> map, String field) {
        checked(map.values(), field);
        return map;
    }

    private static <T, C extends Collection<T>> C checked(@Nullable C elements, String field) {
        if (elements == null || elements.stream().anyMatch(java.util.Objects::isNull)) {
            throw new Problem(
                    422,
                    "space.element.empty",
                    "The list (%s) has an empty element.".formatted(field),
                    "Maybe a comma too many, or a value is missing.");
        }
        return elements;
    }

    /// @throws Problem 422 when there is no name
    static String named(@Nullable String name, String where) {
        if (name == null || name.isBlank()) {
            throw new Problem(
                    422, "space.name.missing", "Something in (%s) has no name.".formatted(where), "Maybe add (name).");
        }
        return name;
    }
}
