package org.agate.vision.inference;

import java.util.Arrays;

/// The covariance of a Gaussian process that sees its inputs in groups: a bell over the weighted distances of all
/// groups plus a line in each. Groups that say nothing lose their weight when the data are asked.
final class GroupKernel {

    private final int[][] groups;
    private final double[] unknowns;
    // The unknowns themselves, not their logarithms: every covariance needs them all.
    private final double[] weights;

    /// @param groups indices of the inputs of each group
    /// @param unknowns logarithms: a weight for each group in the bell, then one in the line, then the variance of
    ///     the noise, then that of the bell
    GroupKernel(int[][] groups, double[] unknowns) {
        if (unknowns.length != 2 * groups.length + 2) {
            throw new IllegalArgumentException(
                    "(%d) weights do not fit (%d) groups.\nMaybe the model is of another kind."
                            .formatted(unknowns.length, groups.length));
        }
        this.groups = groups;
        this.unknowns = unknowns;
        this.weights = Arrays.stream(unknowns).map(Math::exp).toArray();
    }

    double[] unknowns() {
        return unknowns;
    }

    double noise() {
        return weights[2 * groups.length];
    }

    double bell() {
        return weights[2 * groups.length + 1];
    }

    double weight(int group) {
        return weights[group];
    }

    double slope(int group) {
        return weights[groups.length + group];
    }

    double between(double[] a, double[] b) {
        double distance = 0;
        double line = 0;
        for (int g = 0; g < groups.length; g++) {
            double squares = 0;
            double product = 0;
            for (int j : groups[g]) {
                double step = a[j] - b[j];
                squares += step * step;
                product += a[j] * b[j];
            }
            distance += weight(g) * squares / groups[g].length;
            line += slope(g) * product / groups[g].length;
        }
        return bell() * Math.exp(-distance / 2) + line;
    }
}
