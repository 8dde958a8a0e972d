package org.agate.optimizer.surrogate;

/// Matérn-5/2 covariance with one length scale per input and unit variance.
///
/// k(r) = (1 + √5 r + 5/3 r²) exp(-√5 r), r² = Σ ((x - y) / length)².
/// Rasmussen & Williams 2006, eq. 4.17, 10.7551/mitpress/3206.001.0001
final class Matern52 {

    private static final double ROOT5 = Math.sqrt(5);

    private Matern52() {}

    static double covariance(double[] x, double[] y, double[] lengths) {
        double r = ROOT5 * distance(x, y, lengths);
        return (1 + r + r * r / 3) * Math.exp(-r);
    }

    /// The factor g with ∂k/∂x_j = -g (x_j - y_j) / length_j², and ∂k/∂ln length_j = g ((x_j - y_j) / length_j)².
    static double slope(double[] x, double[] y, double[] lengths) {
        double r = ROOT5 * distance(x, y, lengths);
        return 5.0 / 3 * (1 + r) * Math.exp(-r);
    }

    private static double distance(double[] x, double[] y, double[] lengths) {
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            double step = (x[j] - y[j]) / lengths[j];
            sum += step * step;
        }
        return Math.sqrt(sum);
    }
}
