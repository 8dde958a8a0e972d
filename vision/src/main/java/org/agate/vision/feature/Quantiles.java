package org.agate.vision.feature;

/// Quantiles by counting: to a thousandth of the range, much faster than by sorting.
final class Quantiles {

    private static final int BINS = 1024;

    private Quantiles() {}

    /// @param parts rising, 0 to 1
    static double[] of(float[] values, int count, double[] parts) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            least = Math.min(least, values[i]);
            most = Math.max(most, values[i]);
        }
        double[] quantiles = new double[parts.length];
        if (count == 0 || most <= least) {
            java.util.Arrays.fill(quantiles, count == 0 ? 0 : least);
            return quantiles;
        }
        int[] bins = new int[BINS];
        float scale = (BINS - 1) / (most - least);
        for (int i = 0; i < count; i++) {
            bins[(int) ((values[i] - least) * scale)]++;
        }
        int bin = 0;
        long below = 0;
        for (int q = 0; q < parts.length; q++) {
            while (bin < BINS - 1 && below + bins[bin] < parts[q] * count) {
                below += bins[bin++];
            }
            double inside = bins[bin] == 0 ? 0 : (parts[q] * count - below) / bins[bin];
            quantiles[q] = least + (bin + inside) / scale;
        }
        return quantiles;
    }
}
