package org.agate.vision.inference;

import org.agate.vision.image.NativeLibrary;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/// Linear regression with a penalty, on standardised features.
final class Ridge {

    private final double[] centre;
    private final double[] scale;
    private final double intercept;
    private final double[] coefficients;
    private final double[][] inverse;

    private Ridge(double[] centre, double[] scale, double intercept, double[] coefficients, double[][] inverse) {
        this.centre = centre;
        this.scale = scale;
        this.intercept = intercept;
        this.coefficients = coefficients;
        this.inverse = inverse;
    }

    /// @param penalty relative to the number of rows
    static Ridge fit(double[][] rows, double[] targets, double penalty) {
        NativeLibrary.load();
        int n = rows.length;
        int d = rows[0].length;
        double[] centre = new double[d];
        double[] scale = new double[d];
        for (int j = 0; j < d; j++) {
            for (double[] row : rows) {
                centre[j] += row[j] / n;
            }
            for (double[] row : rows) {
                scale[j] += Math.pow(row[j] - centre[j], 2) / n;
            }
            scale[j] = Math.sqrt(scale[j]) > 1e-9 ? Math.sqrt(scale[j]) : 1;
        }
        double intercept = java.util.Arrays.stream(targets).average().orElse(0);
        var normal = Mat.zeros(d, d, CvType.CV_64F);
        var right = Mat.zeros(d, 1, CvType.CV_64F);
        double[] products = new double[d * d];
        double[] sums = new double[d];
        for (int i = 0; i < n; i++) {
            double[] z = standard(rows[i], centre, scale);
            for (int j = 0; j < d; j++) {
                sums[j] += z[j] * (targets[i] - intercept);
                for (int k = 0; k < d; k++) {
                    products[j * d + k] += z[j] * z[k];
                }
            }
        }
        for (int j = 0; j < d; j++) {
            products[j * d + j] += penalty * n;
        }
        normal.put(0, 0, products);
        right.put(0, 0, sums);
        var inverted = new Mat();
        Core.invert(normal, inverted, Core.DECOMP_CHOLESKY);
        double[][] inverse = new double[d][d];
        double[] coefficients = new double[d];
        for (int j = 0; j < d; j++) {
            inverted.get(j, 0, inverse[j]);
            for (int k = 0; k < d; k++) {
                coefficients[j] += inverse[j][k] * sums[k];
            }
        }
        normal.release();
        right.release();
        inverted.release();
        return new Ridge(centre, scale, intercept, coefficients, inverse);
    }

    double predict(double[] row) {
        double[] z = standard(row, centre, scale);
        double sum = intercept;
        for (int j = 0; j < z.length; j++) {
            sum += coefficients[j] * z[j];
        }
        return sum;
    }

    /// How far a row lies from what was learnt: zero in the middle, about d/n on average over the learnt rows.
    double leverage(double[] row) {
        double[] z = standard(row, centre, scale);
        double sum = 0;
        for (int j = 0; j < z.length; j++) {
            for (int k = 0; k < z.length; k++) {
                sum += z[j] * inverse[j][k] * z[k];
            }
        }
        return sum;
    }

    private static double[] standard(double[] row, double[] centre, double[] scale) {
        double[] z = new double[row.length];
        for (int j = 0; j < row.length; j++) {
            z[j] = (row[j] - centre[j]) / scale[j];
        }
        return z;
    }
}
