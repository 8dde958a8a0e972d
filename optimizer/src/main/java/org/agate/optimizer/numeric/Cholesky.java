package org.agate.optimizer.numeric;

import java.util.Optional;

/// The factor of a symmetric positive definite matrix A = UᵀU, U upper triangular, in plain Java.
///
/// Rows of U are contiguous and every inner loop adds a multiple of one row to another, which the virtual machine turns
/// into vector instructions; four pivots are worked off at a time, so that the matrix passes through the caches a
/// quarter as often. Immutable.
public final class Cholesky {

    private static final int PIVOTS = 4;

    private final double[][] upper;

    private Cholesky(double[][] upper) {
        this.upper = upper;
    }

    /// Factors a matrix; empty when it is not positive definite to rounding.
    ///
    /// @param matrix n rows; only the upper triangle is read
    public static Optional<Cholesky> of(double[][] matrix) {
        int n = matrix.length;
        double[][] u = new double[n][];
        for (int i = 0; i < n; i++) {
            u[i] = matrix[i].clone();
        }
        for (int from = 0; from < n; from += PIVOTS) {
            int to = Math.min(n, from + PIVOTS);
            for (int k = from; k < to; k++) {
                if (!(u[k][k] > 0) || Double.isInfinite(u[k][k])) {
                    return Optional.empty();
                }
                double root = Math.sqrt(u[k][k]);
                u[k][k] = root;
                scale(u[k], k + 1, 1 / root);
                for (int i = k + 1; i < to; i++) {
                    add(u[i], i, -u[k][i], u[k]);
                }
            }
            for (int i = to; i < n; i++) {
                subtract(u, from, to, i);
            }
        }
        return Optional.of(new Cholesky(u));
    }

    private static void scale(double[] row, int from, double factor) {
        for (int j = from; j < row.length; j++) {
            row[j] *= factor;
        }
    }

    private static void add(double[] row, int from, double factor, double[] other) {
        for (int j = from; j < row.length; j++) {
            row[j] += factor * other[j];
        }
    }

    /// Row i minus what the pivots explain of it.
    private static void subtract(double[][] u, int from, int to, int i) {
        if (to - from == PIVOTS) {
            addFour(
                    u[i],
                    i,
                    -u[from][i],
                    u[from],
                    -u[from + 1][i],
                    u[from + 1],
                    -u[from + 2][i],
                    u[from + 2],
                    -u[from + 3][i],
                    u[from + 3],
                    u.length);
        } else {
            for (int k = from; k < to; k++) {
                add(u[i], i, -u[k][i], u[k]);
            }
        }
    }

    private static void addFour(
            double[] row,
            int from,
            double fa,
            double[] a,
            double fb,
            double[] b,
            double fc,
            double[] c,
            double fd,
            double[] d,
            int to) {
        for (int j = from; j < to; j++) {
            row[j] += fa * a[j] + fb * b[j] + fc * c[j] + fd * d[j];
        }
    }

    /// The rows of U; what is below the diagonal is not to be read.
    public double[][] rows() {
        return upper.clone();
    }

    /// The number of rows.
    public int size() {
        return upper.length;
    }

    /// Half the natural logarithm of the determinant.
    public double halfLogDeterminant() {
        double sum = 0;
        for (int i = 0; i < upper.length; i++) {
            sum += Math.log(upper[i][i]);
        }
        return sum;
    }

    /// Solves Uᵀ x = right, in place.
    public double[] forward(double[] right) {
        int n = upper.length;
        for (int k = 0; k < n; k++) {
            double[] row = upper[k];
            double x = right[k] / row[k];
            right[k] = x;
            for (int j = k + 1; j < n; j++) {
                right[j] -= x * row[j];
            }
        }
        return right;
    }

    /// Solves U x = right, in place.
    public double[] backward(double[] right) {
        for (int k = upper.length - 1; k >= 0; k--) {
            right[k] = (right[k] - Vectors.dot(upper[k], right, k + 1)) / upper[k][k];
        }
        return right;
    }

    /// Solves A x = right, in place.
    public double[] solve(double[] right) {
        return backward(forward(right));
    }

    /// The lower triangle of the inverse: row i holds its columns 0 to i.
    public double[][] inverse() {
        int n = upper.length;
        double[][] w = lowerInverse();
        double[][] inverse = new double[n][];
        for (int i = 0; i < n; i++) {
            inverse[i] = new double[i + 1];
        }
        // WᵀW, from the last row of W on: rows of W are zero beyond their diagonal.
        int i = n - 1;
        for (; i >= PIVOTS; i -= PIVOTS) {
            for (int a = 0; a <= i - PIVOTS; a++) {
                addFour(
                        inverse[a],
                        0,
                        w[i][a],
                        w[i],
                        w[i - 1][a],
                        w[i - 1],
                        w[i - 2][a],
                        w[i - 2],
                        w[i - 3][a],
                        w[i - 3],
                        a + 1);
            }
            for (int k = i; k > i - PIVOTS; k--) {
                for (int a = i - PIVOTS + 1; a <= k; a++) {
                    add(inverse[a], 0, w[k][a], w[k]);
                }
            }
        }
        for (; i >= 0; i--) {
            for (int a = 0; a <= i; a++) {
                add(inverse[a], 0, w[i][a], w[i]);
            }
        }
        return inverse;
    }

    /// The inverse of Uᵀ, lower triangular: row i holds its columns 0 to i.
    private double[][] lowerInverse() {
        int n = upper.length;
        double[][] w = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] row = new double[i + 1];
            int k = 0;
            for (; k + PIVOTS <= i; k += PIVOTS) {
                addFour(
                        row,
                        0,
                        -upper[k][i],
                        w[k],
                        -upper[k + 1][i],
                        w[k + 1],
                        -upper[k + 2][i],
                        w[k + 2],
                        -upper[k + 3][i],
                        w[k + 3],
                        k + 1);
                addTails(row, i, k, w);
            }
            for (; k < i; k++) {
                addAll(row, -upper[k][i], w[k]);
            }
            row[i] = 1;
            scale(row, 0, 1 / upper[i][i]);
            w[i] = row;
        }
        return w;
    }

    /// What the three later ones of four rows have beyond the first.
    private void addTails(double[] row, int i, int k, double[][] w) {
        for (int later = 1; later < PIVOTS; later++) {
            for (int j = k + 1; j <= k + later; j++) {
                row[j] -= upper[k + later][i] * w[k + later][j];
            }
        }
    }

    private static void addAll(double[] row, double factor, double[] other) {
        for (int j = 0; j < other.length; j++) {
            row[j] += factor * other[j];
        }
    }

    /// The factor of the matrix with one more row and column.
    ///
    /// @param column the new column, its diagonal element last
    /// @return empty when the larger matrix is not positive definite
    public Optional<Cholesky> grown(double[] column) {
        int n = upper.length;
        double[] above = forward(java.util.Arrays.copyOf(column, n));
        double rest = column[n];
        for (double x : above) {
            rest -= x * x;
        }
        if (!(rest > 0)) {
            return Optional.empty();
        }
        double[][] larger = new double[n + 1][];
        for (int i = 0; i < n; i++) {
            larger[i] = java.util.Arrays.copyOf(upper[i], n + 1);
            larger[i][n] = above[i];
        }
        larger[n] = new double[n + 1];
        larger[n][n] = Math.sqrt(rest);
        return Optional.of(new Cholesky(larger));
    }
}
