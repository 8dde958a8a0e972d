package org.agate.optimizer.acquisition;

import org.agate.optimizer.numeric.Normal;
import org.agate.optimizer.surrogate.GaussianProcess;
import org.agate.optimizer.surrogate.Posterior;

/// The logarithm of the expected improvement over a best value, larger being better.
///
/// Written so that neither value nor gradient underflows far from the best (Ament et al. 2023, arXiv:2310.20708):
/// ln EI = ln sd + ln h(z), h(z) = φ(z) + z Φ(z), z = (mean - best) / sd.
public final class LogExpectedImprovement {

    private final GaussianProcess surrogate;
    private final double best;

    public LogExpectedImprovement(GaussianProcess surrogate, double best) {
        this.surrogate = surrogate;
        this.best = best;
    }

    /// The criterion at a point.
    public double value(double[] point) {
        return value(surrogate.predict(point));
    }

    /// The criterion at a point; its gradient is written into `gradient`.
    public double value(double[] point, double[] gradient) {
        double[] deviationGradient = new double[point.length];
        var posterior = surrogate.predict(point, gradient, deviationGradient);
        double sd = posterior.standardDeviation();
        double z = (posterior.mean() - best) / sd;
        // Φ/h, with φ cancelled: m / (1 + z m), m = Φ/φ.
        double mills = Normal.lowerMills(z);
        double ratio = mills / gain(z, mills);
        for (int j = 0; j < point.length; j++) {
            double dz = (gradient[j] - z * deviationGradient[j]) / sd;
            gradient[j] = deviationGradient[j] / sd + ratio * dz;
        }
        return value(posterior);
    }

    private double value(Posterior posterior) {
        double z = (posterior.mean() - best) / posterior.standardDeviation();
        return Math.log(posterior.standardDeviation()) + Normal.logDensity(z) + Math.log(gain(z, Normal.lowerMills(z)));
    }

    /// h/φ = 1 + z m. Far below zero the two terms cancel: there the series 1/z² (1 - 3/z²) is exact to rounding.
    private static double gain(double z, double mills) {
        return z < -1e3 ? (1 - 3 / (z * z)) / (z * z) : 1 + z * mills;
    }
}
