package org.agate.optimizer.stopping;

import java.util.List;
import org.agate.optimizer.numeric.Normal;

/// Stops when the last result can hardly have changed the expected minimum simple regret: the gap between the two is
/// bounded by what moved, and the threshold follows from the noise (Ishibashi, Karasuyama, Takeuchi, Hino 2023,
/// proceedings.mlr.press/v206/ishibashi23a.html).
public final class RegretGap {

    private static final String NAME = "gap of expected minimum simple regrets";
    private static final int FEWEST = 3;

    private RegretGap() {}

    /// The advice after the last result.
    public static StopAdvice look(Situation situation) {
        int n = situation.measured().size();
        if (n < FEWEST) {
            return StopAdvice.tooEarly(NAME, n, FEWEST);
        }
        var model = situation.model();
        var before = situation.before();
        int best = situation.best(model, n);
        int former = situation.best(before, n - 1);
        double moved = Math.abs(model.mean(situation.measured().get(best))
                - before.mean(situation.measured().get(former)));
        double gain = best == former ? 0 : gain(situation, best, former);
        double[] divergences = model.divergences();
        double information = Math.sqrt(divergences[n - 1] / 2);
        double bound = situation.regretBound(before, n - 1);
        double value = moved + gain + bound * information;
        double noise = situation.noise()[n - 1];
        double atBest = before.predict(situation.measured().get(best)).standardDeviation();
        double atLast = before.predict(situation.measured().get(n - 1)).standardDeviation();
        double usual = Math.sqrt(-2 * Math.log(Situation.RISK)) * noise * atLast / (atLast * atLast + noise * noise);
        double threshold = (atBest + bound / 2) * usual;
        return new StopAdvice(
                NAME,
                value <= threshold,
                value,
                threshold,
                "The last result changed the expected regret by at most %.3g; noise alone would explain %.3g."
                        .formatted(value, threshold));
    }

    /// Expected gain of the best point over the former best, both being uncertain together.
    private static double gain(Situation situation, int best, int former) {
        var joint = situation
                .model()
                .predict(List.of(
                        situation.measured().get(best), situation.measured().get(former)));
        double difference = joint.means()[0] - joint.means()[1];
        double[][] c = joint.covariances();
        double sd = situation.model().signal() * Math.sqrt(Math.max(1e-12, c[0][0] - 2 * c[0][1] + c[1][1]));
        double z = difference / sd;
        return sd * Normal.density(z) + difference * Normal.cumulative(z);
    }
}
