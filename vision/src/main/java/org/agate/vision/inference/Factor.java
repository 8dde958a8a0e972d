package org.agate.vision.inference;

import java.util.Optional;

/// The upper triangular U of a positive definite matrix UᵀU.
record Factor(double[][] rows) {

    /// @param matrix of which only the upper triangle is read; left as it is
    static Optional<Factor> of(double[][] matrix) {
        int n = matrix.length;
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) {
            rows[i] = matrix[i].clone();
        }
        for (int k = 0; k < n; k++) {
            double pivot = rows[k][k];
            if (!(pivot > 0)) {
                return Optional.empty();
            }
            double root = Math.sqrt(pivot);
            for (int j = k; j < n; j++) {
                rows[k][j] /= root;
            }
            for (int i = k + 1; i < n; i++) {
                subtract(rows[i], rows[k][i], rows[k], i);
            }
        }
        return Optional.of(new Factor(rows));
    }

    private static void subtract(double[] from, double factor, double[] row, int start) {
        for (int j = start; j < from.length; j++) {
            from[j] -= factor * row[j];
        }
    }

    double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            sum += 2 * Math.log(rows[i][i]);
        }
        return sum;
    }

    double[] solve(double[] right) {
        int n = rows.length;
        double[] x = right.clone();
        for (int i = 0; i < n; i++) {
            x[i] /= rows[i][i];
            double value = x[i];
            for (int j = i + 1; j < n; j++) {
                x[j] -= value * rows[i][j];
            }
        }
        for (int i = n - 1; i >= 0; i--) {
            double sum = x[i];
            for (int j = i + 1; j < n; j++) {
                sum -= rows[i][j] * x[j];
            }
            x[i] = sum / rows[i][i];
        }
        return x;
    }

    /// The whole inverse of the matrix.
    double[][] inverse() {
        int n = rows.length;
        // Row i of the transposed inverse of U: forward substitution of a unit vector.
        double[][] halves = new double[n][n];
        for (int i = 0; i < n; i++) {
            double[] x = halves[i];
            x[i] = 1;
            for (int k = i; k < n; k++) {
                x[k] /= rows[k][k];
                double value = x[k];
                for (int j = k + 1; j < n; j++) {
                    x[j] -= value * rows[k][j];
                }
            }
        }
        double[][] inverse = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                double sum = 0;
                for (int k = j; k < n; k++) {
                    sum += halves[i][k] * halves[j][k];
                }
                inverse[i][j] = sum;
                inverse[j][i] = sum;
            }
        }
        return inverse;
    }
}
