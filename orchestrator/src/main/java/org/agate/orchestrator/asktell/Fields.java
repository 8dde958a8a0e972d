package org.agate.orchestrator.asktell;

import java.lang.reflect.RecordComponent;
import java.util.Set;
import org.agate.orchestrator.web.Problem;
import org.jspecify.annotations.Nullable;

/// Checks the fields of a form that JSON has filled: nothing is dropped in silence, and nothing is empty that is
/// used.
final class Fields {

    private static final Set<String> ALWAYS = Set.of("type", "name");

    private Fields() {}

    /// Complains about a field that is given and that the type of a form has not.
    ///
    /// @param known fields of the type, besides its type and name; null for an unknown type, of which others
    ///     complain
    /// @throws Problem 422 naming the field
    static void only(String what, String type, Record form, @Nullable Set<String> known) {
        if (known == null) {
            return;
        }
        for (var field : form.getClass().getRecordComponents()) {
            boolean usual = ALWAYS.contains(field.getName()) || known.contains(field.getName());
            if (!usual && value(form, field) != null) {
                throw new Problem(
                        422,
                        "space.field.unknown",
                        "(%s) is no field of a %s of type (%s), only %s."
                                .formatted(
                                        field.getName(),
                                        what,
                                        type,
                                        known.stream().sorted().toList()),
                        "Maybe another type was meant.");
            }
        }
    }

    private static @Nullable Object value(Record form, RecordComponent field) {
        try {
            return field.getAccessor().invoke(form);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A form has a field that cannot be read", e);
        }
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
