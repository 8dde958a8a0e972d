package org.agate.robot.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// What a parameter or result of an action looks like.
///
/// @param type `number`, `integer`, `string`, `boolean` or `array`
/// @param unit UCUM code of a number; null for what has none
/// @param min smallest allowed number; null for no bound
/// @param max largest allowed number; null for no bound
/// @param optional whether a command may leave it out
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ParameterRange(
        String type,
        @Nullable String unit,
        @Nullable Double min,
        @Nullable Double max,
        boolean optional) {

    public static ParameterRange number(String unit, double min, double max) {
        return new ParameterRange("number", unit, min, max, false);
    }

    public static ParameterRange measured(String unit) {
        return new ParameterRange("number", unit, null, null, false);
    }

    public static ParameterRange text() {
        return new ParameterRange("string", null, null, null, false);
    }

    public static ParameterRange list() {
        return new ParameterRange("array", null, null, null, false);
    }

    /// The same, but a command may leave it out.
    public ParameterRange orNone() {
        return new ParameterRange(type, unit, min, max, true);
    }

    /// What is wrong with a value, in words; null when nothing is.
    public @Nullable String complaint(String name, @Nullable Object value) {
        if (value == null) {
            return optional ? null : "%s is missing".formatted(name);
        }
        return switch (type) {
            case "number", "integer" -> numberComplaint(name, value);
            case "string" -> value instanceof String ? null : "%s (%s) is not a text".formatted(name, value);
            case "boolean" -> value instanceof Boolean ? null : "%s (%s) is not true or false".formatted(name, value);
            case "array" -> value instanceof Iterable<?> ? null : "%s (%s) is not a list".formatted(name, value);
            default -> "%s has the unknown type (%s)".formatted(name, type);
        };
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
}
