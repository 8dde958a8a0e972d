package org.agate.optimizer.space;

import java.util.List;
import java.util.Map;

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
            named(name);
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

    /// A whole number between two bounds, both included.
    ///
    /// @param unit UCUM code, `1` for a count
    record Whole(String name, String unit, int lower, int upper) implements Parameter {

        private static final long MOST_STEPS = 1_000_000;

        public Whole {
            named(name);
            SpaceInvalid.unless(
                    lower <= upper && (long) upper - lower <= MOST_STEPS,
                    "space.bounds.invalid",
                    "Bounds [%d, %d] of (%s) are not an interval of at most (%d) numbers."
                            .formatted(lower, upper, name, MOST_STEPS),
                    "Maybe lower and upper are swapped, or it is a continuous number.");
        }

        @Override
        public List<String> keys() {
            return List.of(name);
        }
    }

    /// One of a few numbers, such as the speeds of a mixer.
    ///
    /// @param unit UCUM code, `1` for pure numbers
    /// @param values rising
    record Ordinal(String name, String unit, List<Double> values) implements Parameter {
        public Ordinal {
            named(name);
            values = List.copyOf(values);
            SpaceInvalid.unless(
                    !values.isEmpty()
                            && values.stream().allMatch(Double::isFinite)
                            && values.stream().distinct().sorted().toList().equals(values),
                    "space.values.invalid",
                    "Values %s of (%s) are not rising numbers.".formatted(values, name),
                    "Maybe sort them, each once.");
        }

        @Override
        public List<String> keys() {
            return List.of(name);
        }
    }

    /// One of several names, such as a precursor or a solvent.
    ///
    /// @param descriptors numbers that say how alike labels are, such as a melting point, by label and all of one
    ///     length; empty when any two labels are equally unlike
    record Categorical(String name, List<String> labels, Map<String, List<Double>> descriptors) implements Parameter {
        public Categorical {
            named(name);
            labels = List.copyOf(labels);
            descriptors = Map.copyOf(descriptors);
            SpaceInvalid.unless(
                    !labels.isEmpty() && labels.stream().distinct().count() == labels.size(),
                    "space.labels.invalid",
                    "Labels %s of (%s) are not different names.".formatted(labels, name),
                    "Maybe name each label once.");
            SpaceInvalid.unless(
                    descriptors.isEmpty()
                            || descriptors.keySet().equals(java.util.Set.copyOf(labels))
                                    && descriptors.values().stream()
                                                    .map(List::size)
                                                    .distinct()
                                                    .count()
                                            == 1
                                    && descriptors.values().stream()
                                            .allMatch(row -> !row.isEmpty()
                                                    && row.stream().allMatch(Double::isFinite)),
                    "space.descriptors.invalid",
                    "Descriptors of (%s) do not describe its labels %s.".formatted(name, labels),
                    "Maybe give each label as many finite numbers as the others.");
        }

        /// Labels of which any two are equally unlike.
        public Categorical(String name, List<String> labels) {
            this(name, labels, Map.of());
        }

        @Override
        public List<String> keys() {
            return List.of(name);
        }
    }

    /// Amounts of several components that add up to a total: 120 mg of A and 80 mg of B in 200 mg.
    ///
    /// @param unit UCUM code of the total and of each amount
    /// @param step that the balance can weigh: every amount is a multiple of it; zero for any amount
    /// @param most how many components may be there at once
    record Mixture(String name, String unit, List<Component> components, double total, double step, int most)
            implements Parameter {

        private static final double ROUNDING = 1e-9;
        private static final double MOST_STEPS = 1e6;

        public Mixture {
            components = List.copyOf(components);
            SpaceInvalid.unless(
                    components.size() >= 2
                            && components.stream()
                                            .map(Component::name)
                                            .distinct()
                                            .count()
                                    == components.size(),
                    "space.mixture.components",
                    "Mixture (%s) has components %s.".formatted(name, components),
                    "Maybe name two or more different components.");
            SpaceInvalid.unless(
                    total > 0 && Double.isFinite(total),
                    "space.mixture.total",
                    "Mixture (%s) has a total of (%s).".formatted(name, total),
                    "Maybe give the total in %s, above zero.".formatted(unit));
            SpaceInvalid.unless(
                    most >= 1 && most <= components.size(),
                    "space.mixture.most",
                    "Mixture (%s) of (%d) components cannot have at most (%d)."
                            .formatted(name, components.size(), most),
                    "Maybe give the number of its components.");
            SpaceInvalid.unless(
                    step >= 0 && step <= total && isMultiple(total, step) && (step == 0 || total / step <= MOST_STEPS),
                    "space.mixture.step",
                    "Mixture (%s) of (%s %s) cannot be weighed in steps of (%s).".formatted(name, total, unit, step),
                    "Maybe choose a step that divides the total, not more than a million times.");
            for (var component : components) {
                SpaceInvalid.unless(
                        component.lower() <= total,
                        "space.bounds.invalid",
                        "Component (%s) needs at least (%s) of a total of (%s)."
                                .formatted(component.name(), component.lower(), total),
                        "Maybe the total is in another unit.");
            }
        }

        /// Any amount of any component.
        public static Mixture of(String name, String unit, List<String> components, double total) {
            return new Mixture(
                    name,
                    unit,
                    components.stream()
                            .map(component -> new Component(component, 0, total))
                            .toList(),
                    total,
                    0,
                    components.size());
        }

        /// The least share of a component that is there, in whole steps.
        double leastShare(Component component) {
            return step == 0 ? component.lower() / total : Math.ceil(component.lower() / step - ROUNDING) / steps();
        }

        /// The greatest share of a component, in whole steps.
        double mostShare(Component component) {
            double most = Math.min(total, component.upper());
            return step == 0 ? most / total : Math.floor(most / step + ROUNDING) / steps();
        }

        private double steps() {
            return Math.rint(total / step);
        }

        static boolean isMultiple(double value, double step) {
            return step == 0 || Math.abs(value / step - Math.rint(value / step)) < ROUNDING * (1 + value / step);
        }

        @Override
        public List<String> keys() {
            return components.stream().map(Component::name).toList();
        }
    }

    /// A part of a mixture: absent when not all may be there, or within its bounds.
    ///
    /// @param lower in the unit of the mixture
    record Component(String name, double lower, double upper) {
        public Component {
            named(name);
            SpaceInvalid.unless(
                    lower >= 0 && lower <= upper && Double.isFinite(upper),
                    "space.bounds.invalid",
                    "Bounds [%s, %s] of component (%s) are not an interval of amounts.".formatted(lower, upper, name),
                    "Maybe lower and upper are swapped.");
        }
    }

    private static void named(String name) {
        SpaceInvalid.unless(
                !name.isBlank(), "space.name.blank", "A parameter needs a name.", "Maybe a column has no header.");
    }
}
