package org.agate.vision.inference;

/// How improbable targets are by their features, with what is expected of the weights before any data: the negative
/// logarithm of likelihood and priors, with its gradient (Rasmussen & Williams 2006, eq. 5.9).
final class GroupLikelihood {

    private static final double USUAL_BELL = 0.25;
    private static final double USUAL_LINE = 0.1;
    private static final double USUAL_NOISE = 0.03;
    private static final double SPREAD = 2;
    private static final double SPREAD_OF_BELL = 1;
    private static final double FARTHEST = 12;

    private final int[][] groups;
    private final double[][] targets;
    private final int n;
    // By group: squared distances and products of all pairs i <= k, row by row.
    private final float[][] distances;
    private final float[][] products;

    /// @param rows scaled features
    /// @param targets by target and row, scaled
    GroupLikelihood(double[][] rows, double[][] targets, int[][] groups) {
        this.groups = groups;
        this.targets = targets;
        this.n = rows.length;
        this.distances = new float[groups.length][n * (n + 1) / 2];
        this.products = new float[groups.length][n * (n + 1) / 2];
        for (int g = 0; g < groups.length; g++) {
            int at = 0;
            for (int i = 0; i < n; i++) {
                for (int k = i; k < n; k++, at++) {
                    double squares = 0;
                    double product = 0;
                    for (int j : groups[g]) {
                        double step = rows[i][j] - rows[k][j];
                        squares += step * step;
                        product += rows[i][j] * rows[k][j];
                    }
                    distances[g][at] = (float) (squares / groups[g].length);
                    products[g][at] = (float) (product / groups[g].length);
                }
            }
        }
    }

    /// What is expected before any data.
    double[] expected() {
        int m = groups.length;
        double[] expected = new double[2 * m + 2];
        for (int g = 0; g < m; g++) {
            expected[g] = Math.log(USUAL_BELL / m);
            expected[m + g] = Math.log(USUAL_LINE / m);
        }
        expected[2 * m] = Math.log(USUAL_NOISE);
        return expected;
    }

    /// The value at some unknowns of a [GroupKernel]; its gradient is written into the second array.
    double value(double[] unknowns, double[] gradient) {
        int m = groups.length;
        double[] expected = expected();
        double penalty = 0;
        for (int j = 0; j < unknowns.length; j++) {
            double spread = j == 2 * m + 1 ? SPREAD_OF_BELL : SPREAD;
            double off = unknowns[j] - expected[j];
            if (!(Math.abs(off) < FARTHEST)) {
                java.util.Arrays.fill(gradient, 0);
                return SignedDescent.IMPOSSIBLE;
            }
            penalty += off * off / (2 * spread * spread);
            gradient[j] = off / (spread * spread);
        }
        var kernel = new GroupKernel(groups, unknowns);
        double[] bell = new double[n * (n + 1) / 2];
        double[] line = new double[bell.length];
        for (int g = 0; g < m; g++) {
            add(bell, -kernel.weight(g) / 2, distances[g]);
            add(line, kernel.slope(g), products[g]);
        }
        double[][] covariance = new double[n][n];
        int at = 0;
        for (int i = 0; i < n; i++) {
            for (int k = i; k < n; k++, at++) {
                bell[at] = kernel.bell() * Math.exp(bell[at]);
                covariance[i][k] = bell[at] + line[at];
            }
            covariance[i][i] += kernel.noise();
        }
        var factor = Factor.of(covariance);
        if (factor.isEmpty()) {
            java.util.Arrays.fill(gradient, 0);
            return SignedDescent.IMPOSSIBLE;
        }
        return penalty + likelihood(factor.get(), kernel, bell, gradient);
    }

    private double likelihood(Factor factor, GroupKernel kernel, double[] bell, double[] gradient) {
        int m = groups.length;
        double value = targets.length * factor.logDeterminant() / 2;
        double[][] inverse = factor.inverse();
        double[][] weights = new double[targets.length][];
        for (int t = 0; t < targets.length; t++) {
            weights[t] = factor.solve(targets[t]);
            for (int i = 0; i < n; i++) {
                value += targets[t][i] * weights[t][i] / 2;
            }
        }
        // Half of d/dK, pairs counted twice.
        double[] pull = new double[bell.length];
        double[] pullOfBell = new double[bell.length];
        double trace = 0;
        double ofBell = 0;
        int at = 0;
        for (int i = 0; i < n; i++) {
            for (int k = i; k < n; k++, at++) {
                double sum = targets.length * inverse[i][k];
                for (double[] weight : weights) {
                    sum -= weight[i] * weight[k];
                }
                trace += i == k ? sum / 2 : 0;
                pull[at] = i == k ? sum / 2 : sum;
                pullOfBell[at] = pull[at] * bell[at];
                ofBell += pullOfBell[at];
            }
        }
        for (int g = 0; g < m; g++) {
            gradient[g] -= kernel.weight(g) / 2 * dot(pullOfBell, distances[g]);
            gradient[m + g] += kernel.slope(g) * dot(pull, products[g]);
        }
        gradient[2 * m] += trace * kernel.noise();
        gradient[2 * m + 1] += ofBell;
        return value;
    }

    private static void add(double[] to, double factor, float[] values) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * values[i];
        }
    }

    private static double dot(double[] a, float[] b) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            first += a[i] * b[i];
            second += a[i + 1] * b[i + 1];
            third += a[i + 2] * b[i + 2];
            fourth += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            first += a[i] * b[i];
        }
        return first + second + third + fourth;
    }
}
