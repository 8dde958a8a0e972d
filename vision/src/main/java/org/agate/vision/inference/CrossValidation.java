package org.agate.vision.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.agate.vision.feature.FeatureSet;

/// Judges on heaps that were not learnt from: photographs of one heap are never on both sides.
final class CrossValidation {

    private static final int FOLDS = 6;

    private final List<Standard> standards;
    private final long seed;

    CrossValidation(List<Standard> standards, long seed) {
        this.standards = standards;
        this.seed = seed;
    }

    /// What was chosen and how it did.
    ///
    /// @param residuals predicted minus true, in the order of the standards
    record Outcome(Blend blend, double[] residuals) {

        double rootMeanSquare() {
            return Math.sqrt(
                    java.util.Arrays.stream(residuals).map(r -> r * r).average().orElse(0));
        }
    }

    /// The blend with the least error. A set with more features than photographs is not tried: it can always find one
    /// that fits by chance, and then finds every sample unfamiliar.
    Outcome best() {
        var folds = folds();
        return Arrays.stream(FeatureSet.values())
                .filter(features ->
                        features == FeatureSet.COLOUR || row(standards.getFirst(), features).length < standards.size())
                .map(features -> best(features, folds))
                .min(Comparator.comparingDouble(Outcome::rootMeanSquare))
                .orElseThrow();
    }

    private Outcome best(FeatureSet features, Map<String, Integer> folds) {
        int n = standards.size();
        double[][] ridge = new double[Blend.PENALTIES.length][n];
        double[] forest = new double[n];
        for (int fold = 0; fold < FOLDS; fold++) {
            int judged = fold;
            var learnt =
                    standards.stream().filter(s -> foldOf(s, folds) != judged).toList();
            double[][] rows = learnt.stream().map(s -> row(s, features)).toArray(double[][]::new);
            double[] shares = learnt.stream().mapToDouble(Standard::share).toArray();
            var trees = Forest.fit(rows, shares, seed);
            for (int p = 0; p < Blend.PENALTIES.length; p++) {
                var lines = Ridge.fit(rows, shares, Blend.PENALTIES[p]);
                for (int i = 0; i < n; i++) {
                    if (foldOf(standards.get(i), folds) == fold) {
                        double[] row = row(standards.get(i), features);
                        ridge[p][i] = lines.predict(row);
                        forest[i] = p == 0 ? trees.predict(row) : forest[i];
                    }
                }
            }
        }
        return choose(features, ridge, forest);
    }

    private static double[] row(Standard standard, FeatureSet features) {
        return features.of(standard.features());
    }

    private static int foldOf(Standard standard, Map<String, Integer> folds) {
        return folds.getOrDefault(standard.heap(), 0);
    }

    private Outcome choose(FeatureSet features, double[][] ridge, double[] forest) {
        Outcome best = null;
        for (int p = 0; p < Blend.PENALTIES.length; p++) {
            for (double weight : Blend.WEIGHTS) {
                double[] residuals = new double[forest.length];
                for (int i = 0; i < residuals.length; i++) {
                    residuals[i] = (1 - weight) * ridge[p][i]
                            + weight * forest[i]
                            - standards.get(i).share();
                }
                var outcome = new Outcome(new Blend(features, Blend.PENALTIES[p], weight), residuals);
                if (best == null || outcome.rootMeanSquare() < best.rootMeanSquare()) {
                    best = outcome;
                }
            }
        }
        return java.util.Objects.requireNonNull(best);
    }

    private Map<String, Integer> folds() {
        var heaps = new ArrayList<>(
                new LinkedHashSet<>(standards.stream().map(Standard::heap).toList()));
        Collections.shuffle(heaps, new Random(seed));
        var folds = new HashMap<String, Integer>();
        for (int i = 0; i < heaps.size(); i++) {
            folds.put(heaps.get(i), i % FOLDS);
        }
        return folds;
    }
}
