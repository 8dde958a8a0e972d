package org.agate.optimizer.space;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// One coordinate of a point, and how it becomes a part of a recipe.
sealed interface Coordinate {

    String key();

    /// The allowed places that are nearest to x, nearest first; x itself when any place is allowed.
    double[] nearest(double x, int most);

    /// A number: shift + factor x, x from 0 to 1.
    record Amount(String key, double shift, double factor, Grid grid) implements Coordinate {

        double value(double x) {
            return switch (grid) {
                case Grid.Any _ -> shift + factor * x;
                case Grid.Even(int count) -> shift + factor * Math.rint(x * count) / count;
                case Grid.Listed(var places, var values) -> values[closest(places, x)];
            };
        }

        double place(double value) {
            return factor == 0 ? 0.5 : (value - shift) / factor;
        }

        /// The place of a limit; that of a fixed number lies before, at or behind the number's only place.
        double limit(double value) {
            return factor == 0 ? 0.5 + Math.signum(value - shift) : place(value);
        }

        @Override
        public double[] nearest(double x, int most) {
            return switch (grid) {
                case Grid.Any _ -> new double[] {x};
                case Grid.Even(int count) -> {
                    long middle = Math.round(x * count);
                    yield IntStream.rangeClosed(-most, most)
                            .mapToObj(step -> (double) (middle + step) / count)
                            .filter(place -> place >= 0 && place <= 1)
                            .sorted(java.util.Comparator.comparingDouble(place -> Math.abs(place - x)))
                            .limit(most)
                            .mapToDouble(place -> place)
                            .toArray();
                }
                case Grid.Listed(var places, var _) ->
                    DoubleStream.of(places)
                            .boxed()
                            .sorted(java.util.Comparator.comparingDouble(place -> Math.abs(place - x)))
                            .limit(most)
                            .mapToDouble(place -> place)
                            .toArray();
            };
        }

        private static int closest(double[] places, double x) {
            int closest = 0;
            for (int i = 1; i < places.length; i++) {
                closest = Math.abs(places[i] - x) < Math.abs(places[closest] - x) ? i : closest;
            }
            return closest;
        }
    }

    /// A category: x is the number of its label.
    record Label(String key, List<String> labels) implements Coordinate {
        @Override
        public double[] nearest(double x, int most) {
            return new double[] {x};
        }
    }

    /// Which places of [0, 1] are allowed.
    sealed interface Grid {

        record Any() implements Grid {}

        /// Multiples of 1/count.
        record Even(int count) implements Grid {}

        /// @param values that the places stand for
        record Listed(double[] places, double[] values) implements Grid {}

        default boolean isAny() {
            return this instanceof Any;
        }
    }
}
