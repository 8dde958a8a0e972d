package org.agate.optimizer.space;

import java.util.Arrays;

/// Shares that are not negative and add up to one.
final class Simplex {

    private Simplex() {}

    /// Replaces `size` coordinates from `from` by the nearest shares (Duchi et al. 2008, 10.1145/1390156.1390191).
    static void project(double[] x, int from, int size) {
        double[] sorted = Arrays.copyOfRange(x, from, from + size);
        Arrays.sort(sorted);
        double sum = 0;
        double shift = 0;
        for (int k = 1; k <= size; k++) {
            double value = sorted[size - k];
            sum += value;
            double candidate = (sum - 1) / k;
            if (value > candidate) {
                shift = candidate;
            }
        }
        for (int j = from; j < from + size; j++) {
            x[j] = Math.max(0, x[j] - shift);
        }
    }

    /// Replaces `size` uniform numbers from `from` by shares that are uniform on the simplex.
    static void spread(double[] x, int from, int size) {
        double sum = 0;
        for (int j = from; j < from + size; j++) {
            x[j] = -Math.log(Math.max(1e-12, 1 - x[j]));
            sum += x[j];
        }
        for (int j = from; j < from + size; j++) {
            x[j] = sum > 0 ? x[j] / sum : 1.0 / size;
        }
    }
}
