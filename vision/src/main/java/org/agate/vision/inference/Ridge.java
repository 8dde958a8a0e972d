package org.agate.vision.inference;

import java.util.stream.IntStream;

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
        int n = rows.length;
        int d = rows[0].length;
        var scaling = Scaling.of(rows, MOST_DEVIATIONS);
        double[][] z = scaling.all(rows);
        double[][] products = new double[d][d];
        for (double[] row : z) {
            for (int j = 0; j < d; j++) {
                double value = row[j];
                for (int k = j; k < d; k++) {
                    products[j][k] += value * row[k];
                }
            }
        }
        for (int j = 0; j < d; j++) {
            products[j][j] += penalty * n;
        }
        var factor = Factor.of(products).orElseThrow(() -> new IllegalStateException("Features are no numbers."));
        int m = targets[0].length;
        double[] intercepts = new double[m];
        double[][] coefficients = new double[m][];
        for (int t = 0; t < m; t++) {
            int target = t;
            double mean = IntStream.range(0, n)
                    .mapToDouble(i -> targets[i][target])
                    .average()
                    .orElse(0);
            double[] sums = new double[d];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < d; j++) {
                    sums[j] += z[i][j] * (targets[i][t] - mean);
                }
            }
            intercepts[t] = mean;
            coefficients[t] = factor.solve(sums);
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
