package org.agate.optimizer.insight;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Exact Shapley values of a prediction: all 2^d coalitions of inputs, absent ones taken from a background (Lundberg &
/// Lee 2017, arXiv:1705.07874, interventional).
///
/// @param background mean prediction of the background
/// @param contributions by input; with the background they add up to the prediction
public record Shapley(double background, Map<String, Double> contributions) {

    private static final int MOST_INPUTS = 10;

    static Shapley of(List<String> keys, double[] point, List<double[]> background, ToDoubleFunction<double[]> value) {
        int d = keys.size();
        if (d > MOST_INPUTS) {
            throw new IllegalArgumentException(
                    "Exact contributions of (%d) inputs would need (2^%d) predictions; at most %d inputs.\nMaybe look at the relevance."
                            .formatted(d, d, MOST_INPUTS));
        }
        double[] worths = new double[1 << d];
        for (int coalition = 0; coalition < worths.length; coalition++) {
            for (double[] other : background) {
                double[] mixed = other.clone();
                for (int j = 0; j < d; j++) {
                    mixed[j] = (coalition >> j & 1) == 1 ? point[j] : other[j];
                }
                worths[coalition] += value.applyAsDouble(mixed) / background.size();
            }
        }
        var contributions = new LinkedHashMap<String, Double>();
        for (int j = 0; j < d; j++) {
            double sum = 0;
            for (int coalition = 0; coalition < worths.length; coalition++) {
                if ((coalition >> j & 1) == 0) {
                    sum += weight(Integer.bitCount(coalition), d) * (worths[coalition | 1 << j] - worths[coalition]);
                }
            }
            contributions.put(keys.get(j), sum);
        }
        return new Shapley(worths[0], contributions);
    }

    /// s! (d - s - 1)! / d!
    private static double weight(int size, int d) {
        double weight = 1.0 / d;
        for (int k = 1; k <= size; k++) {
            weight *= (double) k / (d - k);
        }
        return weight;
    }
}
