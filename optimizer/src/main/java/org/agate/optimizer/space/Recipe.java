package org.agate.optimizer.space;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The values of one experiment by name, in the units of their parameters.
public record Recipe(Map<String, Double> values) {

    public Recipe {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        values.forEach((name, value) -> SpaceInvalid.unless(
                Double.isFinite(value),
                "space.recipe.not-finite",
                "Value (%s) of (%s) is not a finite number.".formatted(value, name),
                "Maybe the suggestion was edited by hand."));
    }

    /// The value of the named parameter or mixture component.
    public double value(String name) {
        var value = values.get(name);
        if (value == null) {
            throw new SpaceInvalid(
                    "space.recipe.missing",
                    "Recipe has no value for (%s), only for %s.".formatted(name, values.keySet()),
                    "Maybe the recipe belongs to another search space.");
        }
        return value;
    }
}
