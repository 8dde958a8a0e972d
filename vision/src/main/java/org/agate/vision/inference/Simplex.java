package org.agate.vision.inference;

import java.util.Arrays;

/// Shares that are at least zero and add up to one.
final class Simplex {

    private Simplex() {}

    /// All shares from what was predicted: of a mixture of two only the first is predicted, and is not clipped, so
    /// that its errors stay symmetric; of more, the nearest shares that add up to one are taken.
    static double[] shares(double[] predicted) {
        return predicted.length == 1 ? new double[] {predicted[0], 1 - predicted[0]} : nearest(predicted);
    }

    /// The nearest point of the simplex (Duchi et al. 2008, doi:10.1145/1390156.1390191).
    static double[] nearest(double[] values) {
        double[] falling = values.clone();
        Arrays.sort(falling);
        double sum = 0;
        double shift = 0;
        for (int k = 1; k <= falling.length; k++) {
            double value = falling[falling.length - k];
            sum += value;
            double candidate = (sum - 1) / k;
            if (value > candidate) {
                shift = candidate;
            }
        }
        double moved = shift;
        return Arrays.stream(values).map(value -> Math.max(0, value - moved)).toArray();
    }
}
