package org.agate.robot.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a parameter or result of an action looks like.
///
/// @param type `number`, `integer`, `string`, `boolean`, `array` or `object`
/// @param unit UCUM code of a number; null for what has none
/// @param min smallest allowed number, or count of items; null for no bound
/// @param max largest allowed number, or count of items; null for no bound
/// @param optional whether a command may leave it out
/// @param choices the only texts allowed; empty for any text
/// @param items what each object of an array holds; empty for an array of anything
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ParameterRange(
        String type,
        @Nullable String unit,
        @Nullable Double min,
        @Nullable Double max,
        boolean optional,
        List<String> choices,
        Map<String, ParameterRange> items) {

    public ParameterRange {
        Objects.requireNonNull(type, "type");
        if (min != null && !Double.isFinite(min) || max != null && !Double.isFinite(max)) {
            throw new ContractBroken(
                    "device.range.infinite",
                    "The range (%s to %s) has an end that is not finite.".formatted(min, max),
                    "Maybe leave the end out.");
        }
        items.forEach((name, range) -> Objects.requireNonNull(range, name));
        choices = List.copyOf(choices);
        items = Collections.unmodifiableMap(new LinkedHashMap<>(items));
    }

    private static ParameterRange plain(
            String type, @Nullable String unit, @Nullable Double min, @Nullable Double max) {
        return new ParameterRange(type, unit, min, max, false, List.of(), Map.of());
    }

    public static ParameterRange number(String unit, double min, double max) {
        return plain("number", unit, min, max);
    }

    public static ParameterRange measured(String unit) {
        return plain("number", unit, null, null);
    }

    public static ParameterRange flag() {
        return plain("boolean", null, null, null);
    }

    public static ParameterRange text() {
        return plain("string", null, null, null);
    }

    public static ParameterRange oneOf(String... choices) {
        return new ParameterRange("string", null, null, null, false, List.of(choices), Map.of());
    }

    public static ParameterRange list() {
        return plain("array", null, null, null);
    }

    /// A reference or another object.
    public static ParameterRange object() {
        return plain("object", null, null, null);
    }

    /// A list of objects, from `min` to `max` of them.
    public static ParameterRange listOf(double min, double max, Map<String, ParameterRange> items) {
        return new ParameterRange("array", null, min, max, false, List.of(), items);
    }

    /// The same, but a command may leave it out.
    public ParameterRange orNone() {
        return new ParameterRange(type, unit, min, max, true, choices, items);
    }

    /// What is wrong with a value, in words; null when nothing is.
    public @Nullable String complaint(String name, @Nullable Object value) {
        if (value == null) {
            return optional ? null : "%s is missing".formatted(name);
        }
        return switch (type) {
            case "number", "integer" -> numberComplaint(name, value);
            case "string" -> textComplaint(name, value);
            case "boolean" -> value instanceof Boolean ? null : "%s (%s) is not true or false".formatted(name, value);
            case "array" -> listComplaint(name, value);
            case "object" -> value instanceof Map<?, ?> ? null : "%s (%s) is not an object".formatted(name, value);
            default -> "%s has the unknown type (%s)".formatted(name, type);
        };
    }

    static Optional<String> complaint(String where, Map<String, ParameterRange> ranges, Map<?, ?> values) {
        for (var name : values.keySet()) {
            if (!ranges.containsKey(name)) {
                return Optional.of("%s%s is not a parameter, known are %s".formatted(where, name, ranges.keySet()));
            }
        }
        for (var entry : ranges.entrySet()) {
            var complaint = entry.getValue().complaint(where + entry.getKey(), values.get(entry.getKey()));
            if (complaint != null) {
                return Optional.of(complaint);
            }
        }
        return Optional.empty();
    }

    private @Nullable String numberComplaint(String name, Object value) {
        if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
            return "%s (%s) is not a finite number".formatted(name, value);
        }
        double x = number.doubleValue();
        if ("integer".equals(type) && x != Math.rint(x)) {
            return "%s (%s) is not a whole number".formatted(name, value);
        }
        if (min != null && x < min || max != null && x > max) {
            return "%s (%s %s) is outside %s to %s".formatted(name, value, unit, min, max);
        }
        return null;
    }

    private @Nullable String textComplaint(String name, Object value) {
        if (!(value instanceof String text)) {
            return "%s (%s) is not a text".formatted(name, value);
        }
        return choices.isEmpty() || choices.contains(text)
                ? null
                : "%s (%s) is not one of %s".formatted(name, text, choices);
    }

    private @Nullable String listComplaint(String name, Object value) {
        if (!(value instanceof List<?> list)) {
            return "%s (%s) is not a list".formatted(name, value);
        }
        if (min != null && list.size() < min || max != null && list.size() > max) {
            return "%s has %d items, not %s to %s".formatted(name, list.size(), min, max);
        }
        for (int i = 0; i < list.size() && !items.isEmpty(); i++) {
            if (!(list.get(i) instanceof Map<?, ?> item)) {
                return "%s[%d] (%s) is not an object".formatted(name, i, list.get(i));
            }
            var complaint = complaint("%s[%d].".formatted(name, i), items, item);
            if (complaint.isPresent()) {
                return complaint.get();
            }
        }
        return null;
    }
}
