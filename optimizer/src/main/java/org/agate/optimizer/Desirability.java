package org.agate.optimizer;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.agate.optimizer.numeric.Normal;
import org.agate.optimizer.space.Recipe;

/// Several outcomes made one, from 0 for useless to 1 for all that is wished: the weighted geometric mean of how far
/// each wish is met (Derringer & Suich 1980, doi:10.1080/00224065.1980.11980968). One useless outcome makes all
/// useless.
public record Desirability(List<Wish> wishes) {

    private static final int NODES = 200;

    /// What is wished of one outcome, in its own unit.
    public sealed interface Wish {

        /// How far a value meets it, from 0 to 1.
        double met(double value);

        /// How much it counts.
        double weight();

        /// Nothing at `useless`, all at `ideal` and beyond, straight between; a threshold where they are equal.
        record Toward(double useless, double ideal, double weight) implements Wish {
            public Toward {
                requireNumbers(weight, useless, ideal);
            }

            @Override
            public double met(double value) {
                if (useless == ideal) {
                    return value >= ideal ? 1 : 0;
                }
                return Math.clamp((value - useless) / (ideal - useless), 0, 1);
            }
        }

        /// All at `ideal`, straight down to nothing at `low` and `high`.
        record Near(double low, double ideal, double high, double weight) implements Wish {
            public Near {
                requireNumbers(weight, low, ideal, high);
                if (low >= ideal || ideal >= high) {
                    throw new IllegalArgumentException(
                            "The ideal (%s) is not between (%s) and (%s).".formatted(ideal, low, high));
                }
            }

            @Override
            public double met(double value) {
                double part = value < ideal ? (value - low) / (ideal - low) : (high - value) / (high - ideal);
                return Math.max(0, part);
            }
        }

        private static void requireNumbers(double weight, double... numbers) {
            boolean fine = weight > 0 && Double.isFinite(weight);
            for (double number : numbers) {
                fine &= Double.isFinite(number);
            }
            if (!fine) {
                throw new IllegalArgumentException("A wish is made of numbers, and its weight is above zero.");
            }
        }
    }

    public Desirability {
        wishes = List.copyOf(wishes);
        if (wishes.isEmpty()) {
            throw new IllegalArgumentException("Nothing is wished.");
        }
    }

    /// What independent normal outcomes are worth together: expected value and standard deviation.
    ///
    /// @param values one for each wish, in its order and unit
    /// @param standardDeviations of the values; zero where nothing is claimed
    public Observation observe(Recipe recipe, List<Double> values, List<Double> standardDeviations) {
        if (values.size() != wishes.size() || standardDeviations.size() != wishes.size()) {
            throw new IllegalArgumentException("(%d) wishes need as many values and standard deviations, not %s ± %s."
                    .formatted(wishes.size(), values, standardDeviations));
        }
        double total = wishes.stream().mapToDouble(Wish::weight).sum();
        double mean = 1;
        double square = 1;
        for (int i = 0; i < wishes.size(); i++) {
            var wish = wishes.get(i);
            var outcome = new Observation(recipe, values.get(i), standardDeviations.get(i));
            double power = wish.weight() / total;
            mean *= expected(outcome, value -> Math.pow(wish.met(value), power));
            square *= expected(outcome, value -> Math.pow(wish.met(value), 2 * power));
        }
        return new Observation(recipe, mean, Math.sqrt(Math.max(0, square - mean * mean)));
    }

    private static double expected(Observation outcome, DoubleUnaryOperator function) {
        if (outcome.standardDeviation() == 0) {
            return function.applyAsDouble(outcome.value());
        }
        double sum = 0;
        for (int i = 0; i < NODES; i++) {
            double z = Normal.quantile((i + 0.5) / NODES);
            sum += function.applyAsDouble(outcome.value() + outcome.standardDeviation() * z);
        }
        return sum / NODES;
    }
}
