package org.agate.robot.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agate.robot.device.Capability;
import org.agate.robot.device.Factsheet;
import org.agate.robot.device.ParameterRange;
import org.jspecify.annotations.Nullable;

/// A motion that a device is asked for in a trial.
///
/// @param sample the sample that it is about; null for none
public record Exercise(
        String action, Map<String, Object> params, @Nullable String sample) {

    private static final double LOW = 0.05;

    public Exercise {
        params = Map.copyOf(params);
    }

    /// A motion that lasts about so long, put together from the factsheet alone: every number low in its range, every
    /// duration near the wanted one. Empty when every action needs a free text, which no kit can guess.
    ///
    /// @param labSeconds how long it should last, lab time
    static Optional<Exercise> lasting(Factsheet sheet, double labSeconds) {
        return sheet.actions().entrySet().stream()
                .filter(action -> isGuessable(action.getValue().params()))
                .max(Comparator.comparing((Map.Entry<String, Capability> action) ->
                                action.getValue().pause())
                        .thenComparing(action -> action.getValue().typicalSeconds()))
                .map(action ->
                        new Exercise(action.getKey(), values(action.getValue().params(), labSeconds), null));
    }

    /// The shortest motion.
    static Optional<Exercise> brief(Factsheet sheet) {
        return sheet.actions().entrySet().stream()
                .filter(action -> isGuessable(action.getValue().params()))
                .min(Comparator.comparing((Map.Entry<String, Capability> action) ->
                                !action.getValue().interlocks().isEmpty())
                        .thenComparing(action -> action.getValue().typicalSeconds()))
                .map(action ->
                        new Exercise(action.getKey(), values(action.getValue().params(), 0), null));
    }

    private static boolean isGuessable(Map<String, ParameterRange> params) {
        return params.values().stream().allMatch(Exercise::isGuessable);
    }

    private static boolean isGuessable(ParameterRange range) {
        return range.optional()
                || switch (range.type()) {
                    case "number", "integer" -> range.min() != null;
                    case "string" -> !range.choices().isEmpty();
                    case "boolean" -> true;
                    case "array" -> !range.items().isEmpty();
                    default -> false;
                };
    }

    private static Map<String, Object> values(Map<String, ParameterRange> params, double labSeconds) {
        var values = new LinkedHashMap<String, Object>();
        params.forEach((name, range) -> {
            if (!range.optional()) {
                values.put(name, value(range, labSeconds));
            }
        });
        return values;
    }

    private static Object value(ParameterRange range, double labSeconds) {
        return switch (range.type()) {
            case "string" -> range.choices().getFirst();
            case "boolean" -> false;
            case "array" -> items(range, labSeconds);
            default -> number(range, labSeconds);
        };
    }

    private static double number(ParameterRange range, double labSeconds) {
        double min = range.min() == null ? 0 : range.min();
        double max = range.max() == null ? min + 1 : range.max();
        double wanted = switch (range.unit() == null ? "1" : range.unit()) {
            case "s" -> labSeconds;
            case "1" -> labSeconds > 0 ? max : min;
            default -> min + LOW * (max - min);
        };
        double within = Math.clamp(wanted, min, max);
        return "integer".equals(range.type()) || "1".equals(range.unit()) ? Math.ceil(within) : within;
    }

    /// One object for each choice of its first text, all fields given.
    private static List<Object> items(ParameterRange range, double labSeconds) {
        var choices = range.items().entrySet().stream()
                .filter(item -> !item.getValue().choices().isEmpty())
                .findFirst();
        var objects = new ArrayList<Object>();
        for (var choice : choices.map(item -> item.getValue().choices()).orElse(List.of(""))) {
            var object = new LinkedHashMap<String, Object>();
            range.items().forEach((name, item) -> object.put(name, value(item, labSeconds)));
            choices.ifPresent(item -> object.put(item.getKey(), choice));
            objects.add(object);
        }
        return objects;
    }

    /// The same with the first number beyond its range; empty when no number has one.
    Optional<Exercise> outOfRange(Factsheet sheet) {
        return changed(
                sheet,
                range -> range.max() == null || range.min() == null
                        ? null
                        : range.max() + (range.max() - range.min()) + 1);
    }

    /// The same with a text where a number should be.
    Optional<Exercise> ofWrongType(Factsheet sheet) {
        return changed(sheet, range -> "a lot");
    }

    /// The same with every whole number written another way: 10 as 10.0, and 10.0 as 10.
    Exercise respelled() {
        var other = new LinkedHashMap<String, Object>();
        params.forEach((name, value) -> other.put(name, respelled(value)));
        return new Exercise(action, other, sample);
    }

    private static Object respelled(Object value) {
        return switch (value) {
            case Double number when number == Math.rint(number) -> number.longValue();
            case Integer number -> number.doubleValue();
            case Long number -> number.doubleValue();
            case Object other -> other;
        };
    }

    /// The same action with another allowed number; empty when there is none.
    Optional<Exercise> different(Factsheet sheet) {
        return middle(sheet, 0.5).filter(other -> !other.equals(this)).or(() -> middle(sheet, 0.4));
    }

    private Optional<Exercise> middle(Factsheet sheet, double share) {
        return changed(
                sheet,
                range -> range.min() == null || range.max() == null
                        ? null
                        : range.min() + share * (range.max() - range.min()));
    }

    private Optional<Exercise> changed(
            Factsheet sheet, java.util.function.Function<ParameterRange, @Nullable Object> change) {
        var capability = sheet.actions().get(action);
        if (capability == null) {
            return Optional.empty();
        }
        for (var entry : capability.params().entrySet()) {
            boolean number = entry.getValue().type().equals("number")
                    || entry.getValue().type().equals("integer");
            var value = number && params.containsKey(entry.getKey()) ? change.apply(entry.getValue()) : null;
            if (value != null) {
                var other = new LinkedHashMap<>(params);
                other.put(entry.getKey(), value);
                return Optional.of(new Exercise(action, other, sample));
            }
        }
        return Optional.empty();
    }
}
