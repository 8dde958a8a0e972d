package org.agate.sim.camera;

/// A square picture in linear light with a height below each pixel. Mutable; used by one thread.
final class Canvas {

    private final int size;
    private final float[] rgb;
    private final float[] height;

    Canvas(int size, double background) {
        this.size = size;
        this.rgb = new float[3 * size * size];
        this.height = new float[size * size];
        java.util.Arrays.fill(rgb, (float) background);
    }

    int size() {
        return size;
    }

    float[] rgb() {
        return rgb;
    }

    float[] height() {
        return height;
    }

    /// Fills a convex face. Coordinates in pixels; heights at the corners in pixels.
    ///
    /// @param colour what the face sends back, linear RGB
    /// @param translucency share of what lies below that is kept
    void face(double[] x, double[] y, double[] z, double[] colour, double translucency) {
        int bottom = (int) Math.max(0, Math.ceil(least(y) - 0.5));
        int top = (int) Math.min(size - 1, Math.floor(most(y) - 0.5));
        double level = (z[0] + z[1] + z[2] + z[3]) / 4;
        for (int row = bottom; row <= top; row++) {
            fillRow(x, y, row, level, colour, translucency);
        }
    }

    private void fillRow(double[] x, double[] y, int row, double level, double[] colour, double translucency) {
        double line = row + 0.5;
        double left = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < x.length; i++) {
            int next = (i + 1) % x.length;
            if (y[i] <= line != y[next] <= line) {
                double crossing = x[i] + (line - y[i]) / (y[next] - y[i]) * (x[next] - x[i]);
                left = Math.min(left, crossing);
                right = Math.max(right, crossing);
            }
        }
        int from = (int) Math.max(0, Math.ceil(left - 0.5));
        int to = (int) Math.min(size - 1, Math.floor(right - 0.5));
        for (int column = from; column <= to; column++) {
            int at = row * size + column;
            for (int c = 0; c < 3; c++) {
                rgb[3 * at + c] = (float) ((1 - translucency) * colour[c] + translucency * rgb[3 * at + c]);
            }
            height[at] = (float) level;
        }
    }

    private static double least(double[] values) {
        return java.util.Arrays.stream(values).min().orElseThrow();
    }

    private static double most(double[] values) {
        return java.util.Arrays.stream(values).max().orElseThrow();
    }
}
