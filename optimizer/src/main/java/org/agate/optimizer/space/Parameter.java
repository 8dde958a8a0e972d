package org.agate.optimizer.space;

import java.util.List;

/// One thing that may be varied.
public sealed interface Parameter {

    /// The parameter's name, unique in its space.
    String name();

    /// The names under which this parameter appears in a recipe.
    List<String> keys();

    /// A number between two bounds.
    ///
    /// @param unit UCUM code, `1` for a pure number
    record Continuous(String name, String unit, double lower, double upper) implements Parameter {
        public Continuous {
            SpaceInvalid.unless(
                    !name.isBlank(), "space.name.blank", "A parameter needs a name.", "Maybe a column has no header.");
            SpaceInvalid.unless(
                    Double.isFinite(lower) && Double.isFinite(upper) && lower <= upper,
                    "space.bounds.invalid",
                    "Bounds [%s, %s] of (%s) are not an interval.".formatted(lower, upper, name),
                    "Maybe lower and upper are swapped.");
        }

        @Override
        public List<String> keys() {
            return List.of(name);
        }
    }

    /// Amounts of several components that add up to a total: 120 mg of A and 80 mg of B in 200 mg.
    ///
    /// @param unit UCUM code of the total and of each amount
    record Mixture(String name, String unit, List<String> components, double total) implements Parameter {
        public Mixture {
            components = List.copyOf(components);
            SpaceInvalid.unless(
                    components.size() >= 2 && components.stream().distinct().count() == components.size(),
                    "space.mixture.components",
                    "Mixture (%s) has components %s.".formatted(name, components),
                    "Maybe name two or more different components.");
            SpaceInvalid.unless(
                    total > 0 && Double.isFinite(total),
                    "space.mixture.total",
                    "Mixture (%s) has a total of (%s).".formatted(name, total),
                    "Maybe give the total in %s, above zero.".formatted(unit));
        }

        @Override
        public List<String> keys() {
            return components;
        }
    }
}
