package org.agate.optimizer.acquisition;

import org.agate.optimizer.numeric.Normal;
import org.agate.optimizer.surrogate.GaussianProcess;

/// The logarithm of how much nearer to a range of values a point is expected to be than the best so far: the mean of
/// max(0, d - D(y)) for a normal y, where D is the distance to [low, high] and d that of the best.
///
/// That is a ramp up from low - d to low, a plateau, and a ramp down from high to high + d: with
/// H(t) = E[max(0, y - t)] = s h((m - t)/s) it is H(low - d) - H(low) - H(high) + H(high + d).
public final class RangeImprovement implements Criterion {

    /// Where the gain is no number any more, its logarithm without the farther ramps takes over.
    private static final double SMALLEST = 1e-250;

    private final GaussianProcess surrogate;
    private final double low;
    private final double high;
    private final double distance;

    /// @param high equal to `low` for a single value
    /// @param distance of the best so far, above zero
    public RangeImprovement(GaussianProcess surrogate, double low, double high, double distance) {
        this.surrogate = surrogate;
        this.low = low;
        this.high = high;
        this.distance = Math.max(distance, 1e-6 * surrogate.signal());
    }

    @Override
    public double value(double[] point) {
        var posterior = surrogate.predict(point);
        return gain(posterior.mean(), posterior.standardDeviation()).logarithm();
    }

    @Override
    public double value(double[] point, double[] gradient) {
        double[] deviationGradient = new double[point.length];
        var posterior = surrogate.predict(point, gradient, deviationGradient);
        var gain = gain(posterior.mean(), posterior.standardDeviation());
        for (int j = 0; j < point.length; j++) {
            gradient[j] = gain.byMean() * gradient[j] + gain.byDeviation() * deviationGradient[j];
        }
        return gain.logarithm();
    }

    /// The logarithm of the gain and its slopes.
    private record Gain(double logarithm, double byMean, double byDeviation) {}

    private Gain gain(double mean, double s) {
        // Seen from below, nothing cancels: from above, all is mirrored at the middle of the range.
        boolean above = mean > (low + high) / 2;
        double m = above ? low + high - mean : mean;
        double[] ends = {low - distance, low, high, high + distance};
        double[] signs = {1, -1, -1, 1};
        double value = 0;
        double byMean = 0;
        double byDeviation = 0;
        for (int i = 0; i < ends.length; i++) {
            double z = (m - ends[i]) / s;
            double share = Normal.cumulative(z);
            value += signs[i] * s * (Normal.density(z) + z * share);
            byMean += signs[i] * share;
            byDeviation += signs[i] * Normal.density(z);
        }
        double side = above ? -1 : 1;
        if (value > SMALLEST) {
            return new Gain(Math.log(value), side * byMean / value, byDeviation / value);
        }
        // Only the first ramp is within sight.
        double z = (m - low + distance) / s;
        double slope = LogGain.slope(z);
        return new Gain(Math.log(s) + LogGain.of(z), side * slope / s, (1 - z * slope) / s);
    }
}
