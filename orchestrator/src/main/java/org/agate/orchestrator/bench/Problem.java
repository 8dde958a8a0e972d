package org.agate.orchestrator.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.agate.optimizer.space.Parameter;
import org.agate.optimizer.space.Parameter.Categorical;
import org.agate.optimizer.space.Parameter.Continuous;
import org.agate.optimizer.space.Parameter.Mixture;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.space.SearchSpace;

/// Functions with a known minimum that optimizers are compared on; inputs from 0 to 1, or shares, or categories.
///
/// Usual forms: Surjanovic & Bingham, Virtual Library of Simulation Experiments, sfu.ca/~ssurjano.
public enum Problem {
    BRANIN2(2, 0.39788735772973816) {
        @Override
        double value(double[] u) {
            double x = -5 + 15 * u[0];
            double y = 15 * u[1];
            double bend = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
            return bend * bend + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
        }
    },
    HARTMANN6(6, -3.3223680114155147) {
        @Override
        double value(double[] u) {
            return Hartmann.six(u);
        }
    },
    /// Observed with normal noise; its regret is that of the recommended row.
    HARTMANN6_NOISY(6, -3.3223680114155147) {
        @Override
        double value(double[] u) {
            return Hartmann.six(u);
        }

        @Override
        double noise() {
            return 0.3;
        }
    },
    MIXTURE5(5, -11.678537704338398) {
        @Override
        double value(double[] u) {
            double a = u[0];
            double b = u[1];
            double c = u[2];
            double d = u[3];
            double e = u[4];
            double[] peak = {0.15, 0.35, 0.05, 0.10, 0.35};
            double away = 0;
            for (int j = 0; j < 5; j++) {
                away += (u[j] - peak[j]) * (u[j] - peak[j]);
            }
            return -(2 * a
                    + 5 * b
                    + c
                    + 3 * d
                    + 4 * e
                    + 8 * a * b
                    + 6 * a * d
                    - 4 * b * c
                    + 10 * b * e
                    + 5 * c * e
                    - 7 * d * e
                    + 60 * a * b * d
                    + 6 * Math.exp(-away / (2 * 0.12 * 0.12)));
        }

        @Override
        SearchSpace space() {
            return new SearchSpace(List.of(Mixture.of("x", "1", names(5), 1)));
        }
    },
    MIXED5(5, -3.862779787332660) {
        @Override
        double value(double[] u) {
            int one = (int) u[3];
            int other = (int) u[4];
            return SIZES[one][other] * Hartmann.three(u[0] + SHIFTS[one], u[1], u[2] + TILTS[other]);
        }

        @Override
        SearchSpace space() {
            var parameters = new ArrayList<Parameter>(numbers(3));
            parameters.add(new Categorical("x4", List.of("0", "1", "2", "3")));
            parameters.add(new Categorical("x5", List.of("0", "1", "2")));
            return new SearchSpace(parameters);
        }
    },
    ACKLEY5(5, 0) {
        @Override
        double value(double[] u) {
            return ackley(u);
        }
    },
    LEVY4(4, 0) {
        @Override
        double value(double[] u) {
            double[] w = new double[4];
            for (int j = 0; j < 4; j++) {
                w[j] = 1 + (-10 + 20 * u[j] - 1) / 4;
            }
            double sum = square(Math.sin(Math.PI * w[0]));
            for (int j = 0; j < 3; j++) {
                sum += square(w[j] - 1) * (1 + 10 * square(Math.sin(Math.PI * w[j] + 1)));
            }
            return sum + square(w[3] - 1) * (1 + square(Math.sin(2 * Math.PI * w[3])));
        }
    },
    ACKLEY10(10, 0) {
        @Override
        double value(double[] u) {
            return ackley(u);
        }
    };

    private static final double[][] SIZES = {{.6, .8, .5}, {.9, 1, .7}, {.75, .65, .95}, {.5, .85, .7}};
    private static final double[] SHIFTS = {0, -.2, -.1, -.3};
    private static final double[] TILTS = {0, .1, -.05};

    private final int dimension;
    private final double minimum;

    Problem(int dimension, double minimum) {
        this.dimension = dimension;
        this.minimum = minimum;
    }

    /// The noise-free value, to be made small.
    abstract double value(double[] u);

    /// Standard deviation of one observation.
    double noise() {
        return 0;
    }

    SearchSpace space() {
        return new SearchSpace(new ArrayList<>(numbers(dimension)));
    }

    int dimension() {
        return dimension;
    }

    double minimum() {
        return minimum;
    }

    /// As it is called in tables and files.
    String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    double value(Recipe recipe) {
        double[] u = new double[dimension];
        for (int j = 0; j < dimension; j++) {
            var name = "x" + (j + 1);
            u[j] = recipe.values().containsKey(name) ? recipe.value(name) : Integer.parseInt(recipe.label(name));
        }
        return value(u);
    }

    /// A recipe of coordinates as files have them, categories as numbers.
    Recipe recipe(double[] u) {
        var values = new java.util.LinkedHashMap<String, Double>();
        var labels = new java.util.LinkedHashMap<String, String>();
        var categories = space().parameters().stream()
                .filter(Categorical.class::isInstance)
                .map(Parameter::name)
                .toList();
        for (int j = 0; j < dimension; j++) {
            var name = "x" + (j + 1);
            if (categories.contains(name)) {
                labels.put(name, String.valueOf((int) u[j]));
            } else {
                values.put(name, u[j]);
            }
        }
        return new Recipe(values, labels);
    }

    private static List<Continuous> numbers(int count) {
        return names(count).stream()
                .map(name -> new Continuous(name, "1", 0, 1))
                .toList();
    }

    private static List<String> names(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(j -> "x" + j).toList();
    }

    private static double ackley(double[] u) {
        double squares = 0;
        double waves = 0;
        for (double x : u) {
            double at = -5 + 15 * x;
            squares += at * at / u.length;
            waves += Math.cos(2 * Math.PI * at) / u.length;
        }
        return -20 * Math.exp(-0.2 * Math.sqrt(squares)) - Math.exp(waves) + 20 + Math.E;
    }

    private static double square(double x) {
        return x * x;
    }
}
