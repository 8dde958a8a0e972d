package org.agate.optimizer.surrogate;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/// A factored covariance matrix of the measured points, with the outputs solved against it.
///
/// The constant mean is the generalised least-squares one. When rounding makes the matrix indefinite, growing jitter
/// (1e-10 to 1e-4) is added to its diagonal.
final class Factor {

    private final LinearSolverDense<DMatrixRMaj> solver;
    private final DMatrixRMaj covariance;
    private final double mean;
    private final double[] weights;
    private final double[] residuals;

    private Factor(LinearSolverDense<DMatrixRMaj> solver, DMatrixRMaj covariance, double[] outputs) {
        this.solver = solver;
        this.covariance = covariance;
        int n = outputs.length;
        double[] ones = new double[n];
        java.util.Arrays.fill(ones, 1);
        double[] solvedOnes = solve(ones);
        mean = dot(solvedOnes, outputs) / dot(solvedOnes, ones);
        residuals = outputs.clone();
        for (int i = 0; i < n; i++) {
            residuals[i] -= mean;
        }
        weights = solve(residuals);
    }

    static Factor of(double[][] inputs, double[] outputs, double[] knownVariances, Hyperparameters parameters) {
        int n = inputs.length;
        for (double jitter = 1e-10; ; jitter *= 100) {
            var covariance = new DMatrixRMaj(n, n);
            for (int i = 0; i < n; i++) {
                covariance.set(i, i, 1 + parameters.noiseVariance() + knownVariances[i] + jitter);
                for (int k = 0; k < i; k++) {
                    double value = Matern52.covariance(inputs[i], inputs[k], parameters.lengths());
                    covariance.set(i, k, value);
                    covariance.set(k, i, value);
                }
            }
            var solver = LinearSolverFactory_DDRM.chol(n);
            if (solver.setA(covariance.copy())) {
                return new Factor(solver, covariance, outputs);
            }
            if (jitter > 1e-4) {
                throw new ArithmeticException(
                        "Covariance of (%d) points is not positive definite even with jitter (%s).\nMaybe an input is not finite."
                                .formatted(n, jitter));
            }
        }
    }

    double mean() {
        return mean;
    }

    /// Inverse covariance times (outputs - mean).
    double[] weights() {
        return weights;
    }

    double[] solve(double[] right) {
        var x = new DMatrixRMaj(right.length, 1);
        solver.solve(DMatrixRMaj.wrap(right.length, 1, right.clone()), x);
        return x.data;
    }

    double[][] inverse() {
        int n = covariance.numRows;
        var inverse = new DMatrixRMaj(n, n);
        solver.invert(inverse);
        double[][] rows = new double[n][n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(inverse.data, i * n, rows[i], 0, n);
        }
        return rows;
    }

    double negativeLogLikelihood() {
        double logDeterminant = 0;
        var cholesky = solver.<org.ejml.interfaces.decomposition.CholeskyDecomposition_F64<DMatrixRMaj>>
                        getDecomposition()
                .getT(null);
        for (int i = 0; i < cholesky.numRows; i++) {
            logDeterminant += Math.log(Math.abs(cholesky.get(i, i)));
        }
        return 0.5 * dot(residuals, weights) + logDeterminant;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
