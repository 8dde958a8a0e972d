package org.agate.vision.inference;

import java.util.Arrays;

/// Linear regression with a penalty, on scaled features.
final class Ridge {

    private static final double MOST_DEVIATIONS = 4;

    private final Scaling scaling;
    private final double[] intercepts;
    private final double[][] coefficients;

    private Ridge(Scaling scaling, double[] intercepts, double[][] coefficients) {
        this.scaling = scaling;
        this.intercepts = intercepts;
        this.coefficients = coefficients;
    }

    /// @param targets by row and target
    /// @param penalty relative to the number of rows
    static Ridge fit(double[][] rows, double[][] targets, double penalty) {
        var scaling = Scaling.of(rows, MOST_DEVIATIONS);
        double[] penalties = new double[rows[0].length];
        Arrays.fill(penalties, penalty * rows.length);
        var squares = LeastSquares.of(scaling.all(rows), penalties);
        int m = targets[0].length;
        double[] intercepts = new double[m];
        double[][] coefficients = new double[m][];
        for (int t = 0; t < m; t++) {
            int target = t;
            double mean = Arrays.stream(targets)
                    .mapToDouble(each -> each[target])
                    .average()
                    .orElse(0);
            intercepts[t] = mean;
            coefficients[t] = squares.coefficients(Arrays.stream(targets)
                    .mapToDouble(each -> each[target] - mean)
                    .toArray());
        }
        return new Ridge(scaling, intercepts, coefficients);
    }

    /// One value for each target.
    double[] predict(double[] row) {
        double[] z = scaling.of(row);
        double[] values = intercepts.clone();
        for (int t = 0; t < values.length; t++) {
            for (int j = 0; j < z.length; j++) {
                values[t] += coefficients[t][j] * z[j];
            }
        }
        return values;
    }
}
