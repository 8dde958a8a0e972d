package org.agate.vision.inference;

/// Features with mean zero and spread one, those far out drawn in.
record Scaling(double[] centre, double[] scale, double most) {

    /// @param most deviations that a feature may show
    static Scaling of(double[][] rows, double most) {
        int d = rows[0].length;
        double[] centre = new double[d];
        double[] scale = new double[d];
        for (int j = 0; j < d; j++) {
            for (double[] row : rows) {
                centre[j] += row[j] / rows.length;
            }
            for (double[] row : rows) {
                scale[j] += Math.pow(row[j] - centre[j], 2) / rows.length;
            }
            scale[j] = Math.sqrt(scale[j]) > 1e-9 ? Math.sqrt(scale[j]) : 1;
        }
        return new Scaling(centre, scale, most);
    }

    double[] of(double[] row) {
        double[] z = new double[row.length];
        for (int j = 0; j < row.length; j++) {
            z[j] = Math.clamp((row[j] - centre[j]) / scale[j], -most, most);
        }
        return z;
    }

    double[][] all(double[][] rows) {
        double[][] scaled = new double[rows.length][];
        java.util.Arrays.setAll(scaled, i -> of(rows[i]));
        return scaled;
    }
}
