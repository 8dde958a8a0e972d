package org.agate.optimizer.acquisition;

import org.agate.optimizer.surrogate.GaussianProcess;

/// Mean plus some standard deviations, in standard deviations of the function: optimism that is easy to explain
/// (Srinivas et al. 2010, arXiv:0912.3995).
public final class UpperConfidenceBound implements Criterion {

    private final GaussianProcess surrogate;
    private final double deviations;

    public UpperConfidenceBound(GaussianProcess surrogate, double deviations) {
        this.surrogate = surrogate;
        this.deviations = deviations;
    }

    @Override
    public double value(double[] point) {
        var posterior = surrogate.predict(point);
        return (posterior.mean() + deviations * posterior.standardDeviation()) / surrogate.signal();
    }

    @Override
    public double value(double[] point, double[] gradient) {
        double[] deviationGradient = new double[point.length];
        var posterior = surrogate.predict(point, gradient, deviationGradient);
        for (int j = 0; j < point.length; j++) {
            gradient[j] = (gradient[j] + deviations * deviationGradient[j]) / surrogate.signal();
        }
        return (posterior.mean() + deviations * posterior.standardDeviation()) / surrogate.signal();
    }
}
