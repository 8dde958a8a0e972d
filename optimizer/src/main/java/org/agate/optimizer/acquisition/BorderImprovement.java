package org.agate.optimizer.acquisition;

import org.agate.optimizer.numeric.Normal;
import org.agate.optimizer.surrogate.GaussianProcess;

/// The logarithm of how much an experiment is expected to tell of where the function crosses a level: the mean of
/// max(0, (αs)² - (y - level)²) for a normal y with mean m and standard deviation s, α = 1.96 (Ranjan, Bingham &
/// Michailidis 2008, doi:10.1198/004017008000000541).
///
/// With u = (m - level)/s it is s² g(u), where
/// g(u) = (α² - u² - 1)(Φ(α - u) - Φ(-α - u)) + (α - u) φ(α + u) + (α + u) φ(α - u).
public final class BorderImprovement implements Criterion {

    private static final double ALPHA = 1.96;

    /// Farther away g is lost in rounding; its exponent takes over, with the same value and slope there.
    private static final double FAR = 6;

    private static final double AT_FAR = Math.log(g(FAR));
    private static final double SLOPE_AT_FAR = slope(FAR) / g(FAR);

    private final GaussianProcess surrogate;
    private final double level;

    public BorderImprovement(GaussianProcess surrogate, double level) {
        this.surrogate = surrogate;
        this.level = level;
    }

    @Override
    public double value(double[] point) {
        var posterior = surrogate.predict(point);
        double s = posterior.standardDeviation();
        return 2 * Math.log(s) + logarithm(Math.abs(posterior.mean() - level) / s);
    }

    @Override
    public double value(double[] point, double[] gradient) {
        double[] deviationGradient = new double[point.length];
        var posterior = surrogate.predict(point, gradient, deviationGradient);
        double s = posterior.standardDeviation();
        double signed = (posterior.mean() - level) / s;
        double u = Math.abs(signed);
        double slope = Math.signum(signed) * slopeOfLogarithm(u) / s;
        for (int j = 0; j < point.length; j++) {
            gradient[j] = slope * (gradient[j] - signed * deviationGradient[j]) + 2 / s * deviationGradient[j];
        }
        return 2 * Math.log(s) + logarithm(u);
    }

    private static double logarithm(double u) {
        double beyond = u - FAR;
        return u < FAR ? Math.log(g(u)) : AT_FAR + SLOPE_AT_FAR * beyond - 0.5 * beyond * beyond;
    }

    private static double slopeOfLogarithm(double u) {
        return u < FAR ? slope(u) / g(u) : SLOPE_AT_FAR - (u - FAR);
    }

    private static double g(double u) {
        double share = Normal.cumulative(ALPHA - u) - Normal.cumulative(-ALPHA - u);
        return (ALPHA * ALPHA - u * u - 1) * share
                + (ALPHA - u) * Normal.density(ALPHA + u)
                + (ALPHA + u) * Normal.density(ALPHA - u);
    }

    private static double slope(double u) {
        double share = Normal.cumulative(ALPHA - u) - Normal.cumulative(-ALPHA - u);
        return -2 * (u * share + Normal.density(ALPHA + u) - Normal.density(ALPHA - u));
    }
}
