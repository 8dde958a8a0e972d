package org.agate.optimizer.acquisition;

import org.agate.optimizer.surrogate.Scenarios;

/// The logarithm of the expected improvement over the best of the measured points, when noise hides which that is.
///
/// The mean over scenarios of what the function may be at the measured points (Letham et al. 2019,
/// 10.1214/18-BA1110), each improvement in the stable form of [LogGain]. The scenarios are fixed: the criterion is
/// smooth.
public final class NoisyExpectedImprovement implements Criterion {

    private final Scenarios scenarios;
    private final double[] bests;

    public NoisyExpectedImprovement(Scenarios scenarios) {
        this.scenarios = scenarios;
        this.bests = scenarios.bests();
    }

    @Override
    public double value(double[] point) {
        double[] means = new double[bests.length];
        double sd = scenarios.predict(point, means);
        double[] gains = new double[bests.length];
        for (int s = 0; s < gains.length; s++) {
            gains[s] = LogGain.of((means[s] - bests[s]) / sd);
        }
        return Math.log(sd) + logMean(gains);
    }

    @Override
    public double value(double[] point, double[] gradient) {
        double[] means = new double[bests.length];
        double sd = scenarios.predict(point, means);
        double[] gains = new double[bests.length];
        double[] slopes = new double[bests.length];
        for (int s = 0; s < gains.length; s++) {
            double z = (means[s] - bests[s]) / sd;
            gains[s] = LogGain.of(z);
            slopes[s] = LogGain.slope(z);
        }
        double total = logMean(gains);
        // ln mean exp(g): each scenario counts by its share of the mean.
        double[] shares = new double[bests.length];
        double pull = 0;
        for (int s = 0; s < gains.length; s++) {
            double share = Math.exp(gains[s] - total) / gains.length;
            shares[s] = share * slopes[s] / sd;
            pull += share * slopes[s] * (means[s] - bests[s]) / sd;
        }
        scenarios.gradient(point, shares, (1 - pull) / sd, gradient);
        return Math.log(sd) + total;
    }

    private static double logMean(double[] logarithms) {
        double most = Double.NEGATIVE_INFINITY;
        for (double x : logarithms) {
            most = Math.max(most, x);
        }
        double sum = 0;
        for (double x : logarithms) {
            sum += Math.exp(x - most);
        }
        return most + Math.log(sum / logarithms.length);
    }
}
