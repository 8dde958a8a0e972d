package org.agate.optimizer;

/// What a search is for. All numbers are in the unit of the objective.
public sealed interface Aim {

    /// What a value is worth; more is better.
    double worth(double value);

    /// The largest or smallest value.
    record Optimum(Goal goal) implements Aim {
        @Override
        public double worth(double value) {
            return goal.orient(value);
        }
    }

    /// Any value from `low` to `high`, such as a ratio of 0.30 ± 0.01; one value where they are equal.
    record Range(double low, double high) implements Aim {
        public Range {
            if (!Double.isFinite(low) || !Double.isFinite(high) || low > high) {
                throw new IllegalArgumentException(
                        "A range is two numbers, the lower first, not [%s, %s].".formatted(low, high));
            }
        }

        @Override
        public double worth(double value) {
            return -Math.max(0, Math.max(low - value, value - high));
        }
    }

    /// No value is better than another: the whole surface is to be known.
    record Survey() implements Aim {
        @Override
        public double worth(double value) {
            return 0;
        }
    }

    /// Where the objective crosses a level, such as 0.5 between two phases told as 0 and 1.
    record Border(double level) implements Aim {
        public Border {
            if (!Double.isFinite(level)) {
                throw new IllegalArgumentException("A level is a number, not (%s).".formatted(level));
            }
        }

        @Override
        public double worth(double value) {
            return -Math.abs(value - level);
        }
    }
}
