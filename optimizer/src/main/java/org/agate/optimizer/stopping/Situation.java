package org.agate.optimizer.stopping;

import java.util.List;
import org.agate.optimizer.surrogate.GaussianProcess;

/// What the rules look at; values turned so that more is better.
///
/// @param model of all results
/// @param before the same model without the last result
/// @param measured features in the order told, the last one last
/// @param noise standard deviations of the results in that order, all that is known or inferred of them
/// @param candidates features of points where the maximum may be, the most hopeful among them
/// @param tolerance how far from the best one may stay, in the unit of the values
/// @param seed of the draws
public record Situation(
        GaussianProcess model,
        GaussianProcess before,
        List<double[]> measured,
        double[] noise,
        List<double[]> candidates,
        double tolerance,
        long seed) {

    /// Chance that a statement of a rule may be wrong.
    static final double RISK = 0.1;

    int best(GaussianProcess by, int among) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < among; i++) {
            double mean = by.mean(measured.get(i));
            if (mean > most) {
                most = mean;
                best = i;
            }
        }
        return best;
    }

    /// √β of the confidence bounds of Srinivas et al. 2010, arXiv:0912.3995, as Ishibashi et al. use it.
    double deviations() {
        double n = measured.size();
        double d = measured.getFirst().length;
        return Math.sqrt(2 * Math.log(d * n * n * Math.PI * Math.PI / (6 * RISK)));
    }

    /// The highest upper bound anywhere less the highest lower bound of the measured: regret is below it, most
    /// probably.
    double regretBound(GaussianProcess by, int among) {
        double deviations = deviations();
        double upper = Double.NEGATIVE_INFINITY;
        double lower = Double.NEGATIVE_INFINITY;
        for (var point : candidates) {
            var posterior = by.predict(point);
            upper = Math.max(upper, posterior.mean() + deviations * posterior.standardDeviation());
        }
        for (var point : measured.subList(0, among)) {
            var posterior = by.predict(point);
            upper = Math.max(upper, posterior.mean() + deviations * posterior.standardDeviation());
            lower = Math.max(lower, posterior.mean() - deviations * posterior.standardDeviation());
        }
        return upper - lower;
    }
}
