package org.agate.optimizer.acquisition;

import org.agate.optimizer.surrogate.GaussianProcess;
import org.agate.optimizer.surrogate.Posterior;

/// The logarithm of the expected improvement over a best value, larger being better.
///
/// Written so that neither value nor gradient underflows far from the best (Ament et al. 2023, arXiv:2310.20708):
/// ln EI = ln sd + ln h(z), h(z) = φ(z) + z Φ(z), z = (mean - best) / sd.
public final class LogExpectedImprovement implements Criterion {

    private final GaussianProcess surrogate;
    private final double best;

    public LogExpectedImprovement(GaussianProcess surrogate, double best) {
        this.surrogate = surrogate;
        this.best = best;
    }

    @Override
    public double value(double[] point) {
        return value(surrogate.predict(point));
    }

    @Override
    public double value(double[] point, double[] gradient) {
        double[] deviationGradient = new double[point.length];
        var posterior = surrogate.predict(point, gradient, deviationGradient);
        double sd = posterior.standardDeviation();
        double z = (posterior.mean() - best) / sd;
        double ratio = LogGain.slope(z);
        for (int j = 0; j < point.length; j++) {
            double dz = (gradient[j] - z * deviationGradient[j]) / sd;
            gradient[j] = deviationGradient[j] / sd + ratio * dz;
        }
        return value(posterior);
    }

    private double value(Posterior posterior) {
        return Math.log(posterior.standardDeviation())
                + LogGain.of((posterior.mean() - best) / posterior.standardDeviation());
    }
}
