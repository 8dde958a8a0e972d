package org.agate.optimizer.space;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The values of one experiment by name.
///
/// @param values numbers, in the units of their parameters
/// @param labels of the categories
public record Recipe(Map<String, Double> values, Map<String, String> labels) {

    public Recipe {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        values.forEach((name, value) -> SpaceInvalid.unless(
                Double.isFinite(value),
                "space.recipe.not-finite",
                "Value (%s) of (%s) is not a finite number.".formatted(value, name),
                "Maybe the suggestion was edited by hand."));
    }

    /// A recipe of numbers alone.
    public Recipe(Map<String, Double> values) {
        this(values, Map.of());
    }

    /// A recipe as JSON has it: numbers are values, all else is labels.
    public static Recipe of(Map<String, ?> named) {
        var values = new LinkedHashMap<String, Double>();
        var labels = new LinkedHashMap<String, String>();
        named.forEach((name, value) -> {
            if (value instanceof Number number) {
                values.put(name, number.doubleValue());
            } else {
                labels.put(name, String.valueOf(value));
            }
        });
        return new Recipe(values, labels);
    }

    /// Values and labels by name.
    public Map<String, Object> named() {
        var named = new LinkedHashMap<String, Object>(values);
        named.putAll(labels);
        return named;
    }

    /// The value of the named parameter or mixture component.
    public double value(String name) {
        return found(values.get(name), name);
    }

    /// The label of the named category.
    public String label(String name) {
        return found(labels.get(name), name);
    }

    private <T> T found(@org.jspecify.annotations.Nullable T value, String name) {
        if (value == null) {
            throw new SpaceInvalid(
                    "space.recipe.missing",
                    "Recipe has no value for (%s), only for %s and %s."
                            .formatted(name, values.keySet(), labels.keySet()),
                    "Maybe the recipe belongs to another search space.");
        }
        return value;
    }
}
