package org.agate.optimizer.acquisition;

import org.agate.optimizer.numeric.Normal;
import org.agate.optimizer.surrogate.GaussianProcess;

/// The logarithm of how much nearer to a target value a point is expected to be than the best so far: the mean of
/// max(0, d - |y - target|) for a normal y, d the best distance.
///
/// With a = (t - d - m)/s, b = (t + d - m)/s, c = (t - m)/s it is
/// (m - t + d)(Φ(c) - Φ(a)) + (t - m + d)(Φ(b) - Φ(c)) + s (φ(a) + φ(b) - 2 φ(c)).
public final class TargetImprovement implements Criterion {

    /// Where the gain is no number any more, the exponent of the nearer border takes over.
    private static final double SMALLEST = 1e-250;

    private final GaussianProcess surrogate;
    private final double target;
    private final double distance;

    /// @param distance of the best so far, above zero
    public TargetImprovement(GaussianProcess surrogate, double target, double distance) {
        this.surrogate = surrogate;
        this.target = target;
        this.distance = Math.max(distance, 1e-6 * surrogate.signal());
    }

    @Override
    public double value(double[] point) {
        var posterior = surrogate.predict(point);
        return value(posterior.mean(), posterior.standardDeviation());
    }

    @Override
    public double value(double[] point, double[] gradient) {
        double[] deviationGradient = new double[point.length];
        var posterior = surrogate.predict(point, gradient, deviationGradient);
        double m = posterior.mean();
        double s = posterior.standardDeviation();
        double gain = gain(m, s);
        double byMean;
        double byDeviation;
        if (gain > SMALLEST) {
            double a = (target - distance - m) / s;
            double b = (target + distance - m) / s;
            double c = (target - m) / s;
            byMean = (between(a, c) - between(c, b)) / gain;
            byDeviation = (Normal.density(a) + Normal.density(b) - 2 * Normal.density(c)) / gain;
        } else {
            double away = away(m, s);
            byMean = (m > target ? -1 : 1) * away / s;
            byDeviation = away * away / s;
        }
        for (int j = 0; j < point.length; j++) {
            gradient[j] = byMean * gradient[j] + byDeviation * deviationGradient[j];
        }
        return value(m, s);
    }

    private double value(double m, double s) {
        double gain = gain(m, s);
        return gain > SMALLEST ? Math.log(gain) : Math.log(SMALLEST) - 0.5 * away(m, s) * away(m, s);
    }

    private double gain(double m, double s) {
        double a = (target - distance - m) / s;
        double b = (target + distance - m) / s;
        double c = (target - m) / s;
        return (m - target + distance) * between(a, c)
                + (target - m + distance) * between(c, b)
                + s * (Normal.density(a) + Normal.density(b) - 2 * Normal.density(c));
    }

    /// Standard deviations between the mean and the nearer border of what would be better.
    private double away(double m, double s) {
        return Math.max(0, Math.abs(m - target) - distance) / s;
    }

    /// Φ(to) - Φ(from), by the tail that does not cancel.
    private static double between(double from, double to) {
        return from > 0
                ? Normal.cumulative(-from) - Normal.cumulative(-to)
                : Normal.cumulative(to) - Normal.cumulative(from);
    }
}
