package org.agate.vision.inference;

import java.util.Arrays;
import java.util.stream.IntStream;

/// A Gaussian process over groups of features, whose weights the data have chosen. Smooth, and the best single model
/// where texture is what tells two powders apart.
final class GroupProcess {

    private static final double MOST_DEVIATIONS = 4;
    private static final int STEPS = 50;

    /// The weights are learnt from so many rows; what is predicted, from all.
    private static final int ENOUGH = 300;

    private final Scaling scaling;
    private final GroupKernel kernel;
    private final double[][] rows;
    private final double[] centres;
    private final double[] scales;
    private final double[][] weights;
    private final Factor factor;

    private GroupProcess(
            Scaling scaling,
            GroupKernel kernel,
            double[][] rows,
            double[] centres,
            double[] scales,
            double[][] weights,
            Factor factor) {
        this.scaling = scaling;
        this.kernel = kernel;
        this.rows = rows;
        this.centres = centres;
        this.scales = scales;
        this.weights = weights;
        this.factor = factor;
    }

    /// @param targets by row and target
    static GroupProcess fit(double[][] rows, double[][] targets, int[][] groups) {
        var scaling = Scaling.of(rows, MOST_DEVIATIONS);
        double[][] scaled = scaling.all(rows);
        int[] some = IntStream.range(0, Math.min(rows.length, ENOUGH))
                .map(i -> (int) ((long) i * rows.length / Math.min(rows.length, ENOUGH)))
                .toArray();
        double[][] few = Arrays.stream(some).mapToObj(i -> scaled[i]).toArray(double[][]::new);
        double[][] known = standardised(targets);
        double[][] fewTargets = Arrays.stream(known)
                .map(target -> Arrays.stream(some).mapToDouble(i -> target[i]).toArray())
                .toArray(double[][]::new);
        var likelihood = new GroupLikelihood(few, fewTargets, groups);
        double[] unknowns = SignedDescent.minimize(likelihood::value, likelihood.expected(), STEPS);
        return fit(rows, targets, new GroupKernel(groups, unknowns));
    }

    /// With weights that were learnt before.
    static GroupProcess fit(double[][] rows, double[][] targets, GroupKernel kernel) {
        var scaling = Scaling.of(rows, MOST_DEVIATIONS);
        double[][] scaled = scaling.all(rows);
        int n = rows.length;
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int k = i; k < n; k++) {
                covariance[i][k] = kernel.between(scaled[i], scaled[k]);
            }
            covariance[i][i] += kernel.noise();
        }
        var factor = Factor.of(covariance)
                .orElseThrow(() -> new IllegalStateException("Photographs are too much alike to learn from."));
        double[][] known = standardised(targets);
        int m = known.length;
        double[] centres = new double[m];
        double[] scales = new double[m];
        double[][] weights = new double[m][];
        for (int t = 0; t < m; t++) {
            double[] spread = spread(targets, t);
            centres[t] = spread[0];
            scales[t] = spread[1];
            weights[t] = factor.solve(known[t]);
        }
        return new GroupProcess(scaling, kernel, scaled, centres, scales, weights, factor);
    }

    /// One value for each target.
    double[] predict(double[] row) {
        double[] z = scaling.of(row);
        double[] sums = new double[centres.length];
        for (int i = 0; i < rows.length; i++) {
            double covariance = kernel.between(z, rows[i]);
            for (int t = 0; t < sums.length; t++) {
                sums[t] += covariance * weights[t][i];
            }
        }
        for (int t = 0; t < sums.length; t++) {
            sums[t] = centres[t] + scales[t] * sums[t];
        }
        return sums;
    }

    /// What is not known of some rows, and how that goes together; of targets with unit variance, without the noise.
    double[][] covariance(double[][] others) {
        double[][] z = scaling.all(others);
        double[][] known = new double[z.length][];
        double[][] solved = new double[z.length][];
        for (int a = 0; a < z.length; a++) {
            double[] column = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                column[i] = kernel.between(z[a], rows[i]);
            }
            known[a] = column;
            solved[a] = factor.solve(column);
        }
        double[][] covariance = new double[z.length][z.length];
        for (int a = 0; a < z.length; a++) {
            for (int b = 0; b < z.length; b++) {
                covariance[a][b] = kernel.between(z[a], z[b]);
                for (int i = 0; i < rows.length; i++) {
                    covariance[a][b] -= known[a][i] * solved[b][i];
                }
            }
        }
        return covariance;
    }

    GroupKernel kernel() {
        return kernel;
    }

    private static double[][] standardised(double[][] targets) {
        double[][] known = new double[targets[0].length][targets.length];
        for (int t = 0; t < known.length; t++) {
            double[] spread = spread(targets, t);
            for (int i = 0; i < targets.length; i++) {
                known[t][i] = (targets[i][t] - spread[0]) / spread[1];
            }
        }
        return known;
    }

    private static double[] spread(double[][] targets, int t) {
        double mean = Arrays.stream(targets)
                .mapToDouble(target -> target[t])
                .average()
                .orElse(0);
        double square = Arrays.stream(targets)
                .mapToDouble(target -> Math.pow(target[t] - mean, 2))
                .average()
                .orElse(0);
        return new double[] {mean, square > 1e-12 ? Math.sqrt(square) : 1};
    }
}
