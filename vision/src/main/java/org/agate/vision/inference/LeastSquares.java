package org.agate.vision.inference;

/// Linear least squares with a penalty on each coefficient, for as many targets as one likes.
final class LeastSquares {

    private final double[][] inputs;
    private final Factor factor;

    private LeastSquares(double[][] inputs, Factor factor) {
        this.inputs = inputs;
        this.factor = factor;
    }

    /// @param inputs by row
    /// @param penalties of the squares of the coefficients
    static LeastSquares of(double[][] inputs, double... penalties) {
        int d = inputs[0].length;
        double[][] products = new double[d][d];
        for (double[] row : inputs) {
            for (int j = 0; j < d; j++) {
                double value = row[j];
                for (int k = j; k < d; k++) {
                    products[j][k] += value * row[k];
                }
            }
        }
        for (int j = 0; j < d; j++) {
            products[j][j] += penalties[j];
        }
        return new LeastSquares(
                inputs, Factor.of(products).orElseThrow(() -> new IllegalStateException("Features are no numbers.")));
    }

    /// The coefficients for a target, by row.
    double[] coefficients(double[] target) {
        double[] sums = new double[inputs[0].length];
        for (int i = 0; i < inputs.length; i++) {
            for (int j = 0; j < sums.length; j++) {
                sums[j] += inputs[i][j] * target[i];
            }
        }
        return factor.solve(sums);
    }
}
