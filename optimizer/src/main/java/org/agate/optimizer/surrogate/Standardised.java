package org.agate.optimizer.surrogate;

import java.util.Arrays;

/// Measured points with values of mean zero and spread one: value = offset + scale · output.
record Standardised(TrainingData data, double offset, double scale) {

    private static final double MOST_VARIANCE = 1e12;

    /// Of the usual claimed noise: values that differ by less say nothing about the function's scale.
    private static final double LEAST_SPREAD = 0.3;

    static Standardised of(double[][] inputs, boolean[] categories, double[] values, double[] standardDeviations) {
        int n = values.length;
        if (n == 0 || inputs.length != n || standardDeviations.length != n) {
            throw new IllegalArgumentException(
                    "Fit needs as many points (%d) as values (%d) and noises (%d), and at least one."
                            .formatted(inputs.length, n, standardDeviations.length));
        }
        double offset = Arrays.stream(values).map(y -> y / n).sum();
        double spread = Arrays.stream(values)
                .map(y -> (y - offset) / Math.sqrt(Math.max(1, n - 1)))
                .reduce(0, Math::hypot);
        double least = LEAST_SPREAD
                * Arrays.stream(standardDeviations)
                        .sorted()
                        .skip(n / 2)
                        .findFirst()
                        .orElse(0);
        double known = Math.max(spread, least);
        double scale = known > 1e-12 * Math.abs(offset) && known > Double.MIN_NORMAL ? known : unit(offset);
        double[] standard = Arrays.stream(values).map(y -> (y - offset) / scale).toArray();
        double[] variances = Arrays.stream(standardDeviations)
                .map(sd -> Math.min(MOST_VARIANCE, (sd / scale) * (sd / scale)))
                .toArray();
        return new Standardised(new TrainingData(inputs, standard, variances, categories), offset, scale);
    }

    /// Values that do not differ say nothing about their scale: their own size is taken.
    private static double unit(double offset) {
        return offset == 0 ? 1 : Math.abs(offset);
    }
}
