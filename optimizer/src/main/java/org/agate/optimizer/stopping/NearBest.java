package org.agate.optimizer.stopping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Stops when the best recipe is within the tolerance of the optimum with high probability (Wilson 2024,
/// arXiv:2402.16811), by functions drawn from what is believed.
///
/// The maximum of a drawn function is looked for among the candidates and the measured points, not between them.
public final class NearBest {

    private static final String NAME = "probability that the best is good enough";
    private static final int FEWEST = 3;
    private static final int DRAWS = 512;
    private static final int MOST_MEASURED = 40;

    private NearBest() {}

    /// The advice after the last result.
    public static StopAdvice look(Situation situation) {
        int n = situation.measured().size();
        if (n < FEWEST) {
            return StopAdvice.tooEarly(NAME, n, FEWEST);
        }
        double probability = probability(situation);
        double wanted = 1 - Situation.RISK;
        return new StopAdvice(
                NAME,
                probability >= wanted,
                probability,
                wanted,
                "With probability %.2f the best is within %.3g of the optimum; %.2f are wanted."
                        .formatted(probability, situation.tolerance(), wanted));
    }

    private static double probability(Situation situation) {
        var model = situation.model();
        var points = new ArrayList<double[]>();
        var measured = situation.measured();
        points.add(measured.get(situation.best(model, measured.size())));
        measured.stream()
                .sorted(java.util.Comparator.comparingDouble(point -> -model.mean(point)))
                .skip(1)
                .limit(MOST_MEASURED)
                .forEach(points::add);
        points.addAll(situation.candidates());
        var joint = model.predict(points);
        double[][] root = joint.root();
        var random = new SplittableRandom(situation.seed());
        int good = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            double[] values = joint.means().clone();
            for (int b = 0; b < values.length; b++) {
                double normal = random.nextGaussian();
                double[] row = root[b];
                for (int a = b; a < values.length; a++) {
                    values[a] += model.signal() * row[a] * normal;
                }
            }
            double most = Arrays.stream(values).max().orElseThrow();
            good += most - values[0] <= situation.tolerance() ? 1 : 0;
        }
        return (double) good / DRAWS;
    }
}
