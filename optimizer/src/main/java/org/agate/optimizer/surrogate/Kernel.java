package org.agate.optimizer.surrogate;

/// How alike the model takes two points to be: one length for each input, and unit variance.
///
/// Numbers: with r² = Σ ((x - y) / length)², Matérn-5/2 is (1 + √5 r + 5/3 r²) exp(-√5 r), the radial basis function
/// exp(-r²/2) (Rasmussen & Williams 2006, eq. 4.17 and 4.9, 10.7551/mitpress/3206.001.0001). Categories multiply it by
/// exp(-Σ [x ≠ y] / length).
public enum Kernel {
    MATERN_5_2 {
        @Override
        double covariance(double squared, double unlike) {
            double r = Math.sqrt(5 * squared);
            return (1 + r + r * r / 3) * Math.exp(-r - unlike);
        }

        @Override
        double slope(double squared, double unlike) {
            double r = Math.sqrt(5 * squared);
            return 5.0 / 3 * (1 + r) * Math.exp(-r - unlike);
        }
    },
    RADIAL_BASIS {
        @Override
        double covariance(double squared, double unlike) {
            return Math.exp(-0.5 * squared - unlike);
        }

        @Override
        double slope(double squared, double unlike) {
            return covariance(squared, unlike);
        }
    };

    /// @param squared r²
    /// @param unlike Σ [x ≠ y] / length over the categories
    abstract double covariance(double squared, double unlike);

    /// The factor g with ∂k/∂x_j = -g (x_j - y_j) / length_j², and ∂k/∂ln length_j = g ((x_j - y_j) / length_j)².
    abstract double slope(double squared, double unlike);
}
