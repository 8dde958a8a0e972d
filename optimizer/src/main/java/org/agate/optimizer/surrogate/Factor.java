package org.agate.optimizer.surrogate;

import java.util.Arrays;
import org.agate.optimizer.numeric.Cholesky;
import org.agate.optimizer.numeric.Vectors;

/// A factored covariance matrix of measured points, with the outputs solved against it.
///
/// The constant mean is the generalised least-squares one.
///
/// @param mean of the outputs
/// @param weights inverse covariance times (outputs - mean)
/// @param misfit half of (outputs - mean) times weights
record Factor(Cholesky cholesky, double mean, double[] weights, double misfit) {

    private static final double LEAST_JITTER = 1e-10;
    private static final double MOST_JITTER = 1e-3;

    /// When rounding makes the matrix indefinite, growing jitter is added to its diagonal.
    ///
    /// @param covariance n rows, upper triangle and diagonal
    static Factor of(double[][] covariance, double[] outputs) {
        double[] diagonal = new double[outputs.length];
        Arrays.setAll(diagonal, i -> covariance[i][i]);
        for (double jitter = LEAST_JITTER; jitter <= MOST_JITTER; jitter *= 10) {
            for (int i = 0; i < diagonal.length; i++) {
                covariance[i][i] = diagonal[i] + jitter;
            }
            var found = Cholesky.of(covariance);
            if (found.isPresent()) {
                return of(found.get(), outputs);
            }
        }
        throw new ArithmeticException(
                "Covariance of (%d) points is not positive definite even with jitter (%s).\nMaybe an input is not finite."
                        .formatted(outputs.length, MOST_JITTER));
    }

    private static Factor of(Cholesky cholesky, double[] outputs) {
        double[] ones = new double[outputs.length];
        Arrays.fill(ones, 1);
        double[] solved = cholesky.solve(ones.clone());
        return of(cholesky, outputs, Vectors.dot(solved, outputs) / Vectors.dot(solved, ones));
    }

    /// With the mean given.
    static Factor of(Cholesky cholesky, double[] outputs, double mean) {
        double[] residuals = new double[outputs.length];
        Arrays.setAll(residuals, i -> outputs[i] - mean);
        double[] weights = cholesky.solve(residuals.clone());
        return new Factor(cholesky, mean, weights, Vectors.dot(residuals, weights) / 2);
    }

    double negativeLogLikelihood() {
        return misfit + cholesky.halfLogDeterminant();
    }
}
