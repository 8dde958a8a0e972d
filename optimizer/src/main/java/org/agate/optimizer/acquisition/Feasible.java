package org.agate.optimizer.acquisition;

import org.agate.optimizer.numeric.Normal;
import org.agate.optimizer.surrogate.GaussianProcess;

/// A criterion weighted by the probability that the experiment gives a value at all: failed syntheses are data.
///
/// Probit on a Gaussian process of successes (+1) and failures (-1), p = Φ(mean / √(0.1 + variance)) (Rasmussen &
/// Williams 2006, eq. 3.82, with least-squares labels), and ln criterion + 2 ln p: squared, because a failure also
/// costs a sample and often a device.
public final class Feasible implements Criterion {

    /// Of the border: where a failure was measured and nothing contradicts it, a success has a chance of 1 in 1,300.
    private static final double BLUR = Math.sqrt(0.1);

    private static final double CAUTION = 2;

    private final Criterion criterion;
    private final GaussianProcess successes;

    public Feasible(Criterion criterion, GaussianProcess successes) {
        this.criterion = criterion;
        this.successes = successes;
    }

    /// The probability of a value at a point.
    public static double probability(GaussianProcess successes, double[] point) {
        var posterior = successes.predict(point);
        return Normal.cumulative(posterior.mean() / Math.hypot(BLUR, posterior.standardDeviation()));
    }

    @Override
    public double value(double[] point) {
        return criterion.value(point) + CAUTION * Math.log(Math.max(Double.MIN_NORMAL, probability(successes, point)));
    }

    @Override
    public double value(double[] point, double[] gradient) {
        double value = criterion.value(point, gradient);
        double[] meanGradient = new double[point.length];
        double[] deviationGradient = new double[point.length];
        var posterior = successes.predict(point, meanGradient, deviationGradient);
        double root = Math.hypot(BLUR, posterior.standardDeviation());
        double z = posterior.mean() / root;
        double slope = CAUTION / Normal.lowerMills(z);
        for (int j = 0; j < point.length; j++) {
            double dz = (meanGradient[j]
                            - posterior.mean() * posterior.standardDeviation() * deviationGradient[j] / (root * root))
                    / root;
            gradient[j] += slope * dz;
        }
        return value + CAUTION * (Normal.logDensity(z) + Math.log(Normal.lowerMills(z)));
    }
}
