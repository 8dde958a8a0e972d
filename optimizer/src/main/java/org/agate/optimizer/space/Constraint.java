package org.agate.optimizer.space;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What recipes must obey beside the bounds of their parameters.
public sealed interface Constraint {

    /// Whether a recipe obeys it, up to rounding. Constraints on a batch hold for every single recipe.
    boolean allows(Recipe recipe);

    /// How a sum stands to its bound.
    enum Relation {
        AT_MOST("≤"),
        EQUAL("="),
        AT_LEAST("≥");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }
    }

    /// A weighted sum of numbers against a bound.
    ///
    /// @param weights by name
    record Linear(Map<String, Double> weights, Relation relation, double bound) implements Constraint {

        static final double ROUNDING = 1e-9;

        public Linear {
            // Sorted: sums must not depend on the order in which a map was filled.
            weights = Collections.unmodifiableMap(new TreeMap<>(weights));
            SpaceInvalid.unless(
                    !weights.isEmpty()
                            && Double.isFinite(bound)
                            && weights.values().stream().allMatch(Double::isFinite)
                            && weights.values().stream().anyMatch(weight -> weight != 0),
                    "space.constraint.linear",
                    "Sum %s %s (%s) has no finite weights.".formatted(weights, relation.sign, bound),
                    "Maybe a weight is missing.");
        }

        @Override
        public boolean allows(Recipe recipe) {
            double over = over(recipe);
            double slack = ROUNDING * size(recipe);
            return switch (relation) {
                case AT_MOST -> over <= slack;
                case EQUAL -> Math.abs(over) <= slack;
                case AT_LEAST -> over >= -slack;
            };
        }

        /// How far a recipe is from the bound, as a part of the sum's terms; zero for an equality.
        double slack(Recipe recipe) {
            return relation == Relation.EQUAL ? 0 : Math.abs(over(recipe)) / size(recipe);
        }

        /// How far the sum lies above the bound.
        private double over(Recipe recipe) {
            double sum = 0;
            for (var weight : weights.entrySet()) {
                sum += weight.getValue() * recipe.value(weight.getKey());
            }
            return sum - bound;
        }

        /// Of bound and terms together: what rounding is relative to.
        private double size(Recipe recipe) {
            double size = Math.abs(bound);
            for (var weight : weights.entrySet()) {
                size += Math.abs(weight.getValue() * recipe.value(weight.getKey()));
            }
            return Math.max(1e-12, size);
        }

        @Override
        public String toString() {
            return weights.entrySet().stream()
                    .map(weight -> "%s·%s".formatted(weight.getValue(), weight.getKey()))
                    .collect(java.util.stream.Collectors.joining(" + ", "", " %s %s".formatted(relation.sign, bound)));
        }
    }

    /// Conditions of which at least one must not hold: what must not come together.
    record Exclude(List<Condition> together) implements Constraint {
        public Exclude {
            together = List.copyOf(together);
            SpaceInvalid.unless(
                    !together.isEmpty(),
                    "space.constraint.exclude",
                    "An exclusion needs a condition.",
                    "Maybe name what must not come together.");
        }

        @Override
        public boolean allows(Recipe recipe) {
            return together.stream().anyMatch(condition -> !condition.holds(recipe));
        }

        @Override
        public String toString() {
            return "not %s together".formatted(together);
        }
    }

    /// When one condition holds the other must, too.
    record Requires(Condition when, Condition then) implements Constraint {
        @Override
        public boolean allows(Recipe recipe) {
            return !when.holds(recipe) || then.nearlyHolds(recipe);
        }

        @Override
        public String toString() {
            return "%s requires %s".formatted(when, then);
        }
    }

    /// Categories of which no two may have the same label.
    record Different(List<String> categories) implements Constraint {
        public Different {
            categories = List.copyOf(categories);
        }

        @Override
        public boolean allows(Recipe recipe) {
            return categories.stream().map(recipe::label).distinct().count() == categories.size();
        }

        @Override
        public String toString() {
            return "different labels for %s".formatted(categories);
        }
    }

    /// What only a function knows. It is asked for recipes that obey all else; a search that finds none that it allows
    /// says so.
    record Known(String name, java.util.function.Predicate<Recipe> predicate) implements Constraint {
        @Override
        public boolean allows(Recipe recipe) {
            return predicate.test(recipe);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// A parameter that all recipes of a batch share, such as the temperature of one furnace.
    record Shared(String parameter) implements Constraint {
        @Override
        public boolean allows(Recipe recipe) {
            return true;
        }

        @Override
        public String toString() {
            return "one %s for a batch".formatted(parameter);
        }
    }

    /// How much of something there is for a whole batch, such as grams of a powder.
    ///
    /// @param key of a number that is never negative
    record Stock(String key, double amount) implements Constraint {
        public Stock {
            SpaceInvalid.unless(
                    amount >= 0 && Double.isFinite(amount),
                    "space.constraint.stock",
                    "Stock (%s) of (%s) is not an amount.".formatted(amount, key),
                    "Maybe it is used up.");
        }

        @Override
        public boolean allows(Recipe recipe) {
            return recipe.value(key) <= amount * (1 + Linear.ROUNDING);
        }

        @Override
        public String toString() {
            return "%s of %s for a batch".formatted(amount, key);
        }
    }

    /// Something that can be said of a recipe.
    sealed interface Condition {

        boolean holds(Recipe recipe);

        /// Up to rounding.
        default boolean nearlyHolds(Recipe recipe) {
            return holds(recipe);
        }

        /// A category has one of some labels.
        record Is(String category, Set<String> labels) implements Condition {
            public Is {
                labels = Set.copyOf(labels);
            }

            @Override
            public boolean holds(Recipe recipe) {
                return labels.contains(recipe.label(category));
            }

            @Override
            public String toString() {
                return "%s in %s".formatted(category, new java.util.TreeSet<>(labels));
            }
        }

        /// A number lies between two bounds, both included; infinite ones are allowed.
        record Between(String key, double lower, double upper) implements Condition {
            public Between {
                SpaceInvalid.unless(
                        lower <= upper,
                        "space.bounds.invalid",
                        "Bounds [%s, %s] of (%s) are not an interval.".formatted(lower, upper, key),
                        "Maybe lower and upper are swapped.");
            }

            @Override
            public boolean holds(Recipe recipe) {
                double value = recipe.value(key);
                return value >= lower && value <= upper;
            }

            @Override
            public boolean nearlyHolds(Recipe recipe) {
                double value = recipe.value(key);
                double slack = Linear.ROUNDING * Math.abs(value);
                return value >= lower - slack && value <= upper + slack;
            }

            @Override
            public String toString() {
                return "%s in [%s, %s]".formatted(key, lower, upper);
            }
        }
    }
}
