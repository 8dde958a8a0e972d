package org.agate.vision.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.agate.vision.feature.Attention;
import org.agate.vision.feature.FeatureSet;

/// Judges on heaps that were not learnt from: photographs of one heap are never on both sides.
final class CrossValidation {

    private static final int FOLDS = 6;

    /// A picture whose middle differs by less from its rim shows no dish.
    private static final double DISH = 0.1;

    private static final double SURELY_DISH = 0.3;

    private final List<Standard> standards;
    private final List<Standard> borrowed;
    private final Attention attention;
    private final long seed;
    private final int[] folds;

    /// @param borrowed standards of another camera that are learnt from always and judged never
    CrossValidation(List<Standard> standards, List<Standard> borrowed, Attention attention, long seed) {
        this.standards = standards;
        this.borrowed = borrowed;
        this.attention = attention;
        this.seed = seed;
        this.folds = folds(standards, seed);
    }

    /// What was chosen and how it did.
    ///
    /// @param predicted shares of each photograph by models that had not seen its heap
    /// @param tiles share of the first component in each tile of each photograph, by the same
    record Outcome(Blend blend, double[][] predicted, List<List<Double>> tiles, double meanSquare) {}

    int[] folds() {
        return folds;
    }

    /// The blend with the least error.
    Outcome best() {
        return sets().stream()
                .map(this::best)
                .min(Comparator.comparingDouble(Outcome::meanSquare))
                .orElseThrow();
    }

    /// Powder that fills the picture has no rim to be compared with.
    private List<FeatureSet> sets() {
        if (!borrowed.isEmpty()) {
            return List.copyOf(borrowed.getFirst().sight().features().keySet());
        }
        double[] contrasts = standards.stream()
                .mapToDouble(standard -> standard.sight().quality().contrast())
                .sorted()
                .toArray();
        double contrast = contrasts[contrasts.length / 2];
        if (contrast < DISH) {
            return List.of(FeatureSet.WHOLE);
        }
        // An uneven lamp darkens the rim of a picture that powder fills, too: then all are tried.
        return contrast > SURELY_DISH
                ? List.of(FeatureSet.COLOUR, FeatureSet.MIDDLE)
                : List.of(FeatureSet.COLOUR, FeatureSet.MIDDLE, FeatureSet.WHOLE);
    }

    private Outcome best(FeatureSet set) {
        int n = standards.size();
        // By photograph and kind of model; every fold fills in its own photographs.
        double[][][] byPhotograph = new double[n][][];
        double[][][] byTile = new double[n][][];
        IntStream.range(0, FOLDS).parallel().forEach(fold -> new Fold(set, fold).fill(byPhotograph, byTile));
        int kinds = Blend.PENALTIES.length + 2;
        double[][][] predicted = new double[kinds][n][];
        for (int i = 0; i < n; i++) {
            for (int kind = 0; kind < kinds; kind++) {
                predicted[kind][i] = byPhotograph[i][kind];
            }
        }
        return choose(set, predicted, byTile);
    }

    /// One part of the standards, judged by what the others teach.
    private final class Fold {

        private final FeatureSet set;
        private final int fold;

        Fold(FeatureSet set, int fold) {
            this.set = set;
            this.fold = fold;
        }

        void fill(double[][][] byPhotograph, double[][][] byTile) {
            var judged = IntStream.range(0, standards.size())
                    .filter(i -> folds[i] == fold)
                    .toArray();
            if (judged.length == 0) {
                return;
            }
            var learnt = new ArrayList<>(borrowed);
            IntStream.range(0, standards.size())
                    .filter(i -> folds[i] != fold)
                    .mapToObj(standards::get)
                    .forEach(learnt::add);
            var models = models(learnt);
            for (int i : judged) {
                var tiles = standards.get(i).sight().tiles(set);
                byPhotograph[i] = new double[models.size()][];
                byTile[i] = new double[models.size()][];
                for (int kind = 0; kind < models.size(); kind++) {
                    var predicted =
                            tiles.stream().map(models.get(kind)::predict).toList();
                    byPhotograph[i][kind] = RatioModel.mean(predicted, tile -> tile);
                    byTile[i][kind] = predicted.stream()
                            .mapToDouble(tile -> Simplex.shares(tile)[0])
                            .toArray();
                }
            }
        }

        private List<Blend.Fitted> models(List<Standard> learnt) {
            var models = new ArrayList<Blend.Fitted>();
            for (double penalty : Blend.PENALTIES) {
                models.add(fit(new Blend(set, attention, penalty, 0, 0), learnt));
            }
            models.add(fit(new Blend(set, attention, 1, 1, 0), learnt));
            models.add(fit(new Blend(set, attention, 1, 0, 1), learnt));
            return models;
        }

        private Blend.Fitted fit(Blend blend, List<Standard> learnt) {
            return blend.fit(learnt, seed, java.util.Optional.empty());
        }
    }

    private Outcome choose(FeatureSet set, double[][][] predicted, double[][][] byTile) {
        double least = Double.POSITIVE_INFINITY;
        double[][] predictions = new double[0][];
        int penalty = 0;
        double[] shared = Blend.weights().getFirst();
        int forest = Blend.PENALTIES.length;
        for (int p = 0; p < Blend.PENALTIES.length; p++) {
            for (double[] weights : Blend.weights()) {
                double[][] shares = new double[standards.size()][];
                double squares = 0;
                for (int i = 0; i < shares.length; i++) {
                    double[] mixed = new double[predicted[p][i].length];
                    for (int t = 0; t < mixed.length; t++) {
                        mixed[t] = mixed(
                                predicted[p][i][t], predicted[forest][i][t], predicted[forest + 1][i][t], weights);
                    }
                    shares[i] = Simplex.shares(mixed);
                    for (int c = 0; c < shares[i].length; c++) {
                        squares += Math.pow(
                                shares[i][c] - standards.get(i).shares().get(c), 2);
                    }
                }
                double mean = squares / shares.length / shares[0].length;
                if (mean < least) {
                    least = mean;
                    predictions = shares;
                    penalty = p;
                    shared = weights;
                }
            }
        }
        var blend = new Blend(set, attention, Blend.PENALTIES[penalty], shared[0], shared[1]);
        return new Outcome(blend, predictions, tiles(byTile, penalty, shared), least);
    }

    private static double mixed(double ridge, double forest, double process, double[] weights) {
        return (1 - weights[0] - weights[1]) * ridge + weights[0] * forest + weights[1] * process;
    }

    private static List<List<Double>> tiles(double[][][] byTile, int penalty, double[] weights) {
        int forest = Blend.PENALTIES.length;
        return Arrays.stream(byTile)
                .map(photograph -> IntStream.range(0, photograph[0].length)
                        .mapToObj(tile -> mixed(
                                photograph[penalty][tile],
                                photograph[forest][tile],
                                photograph[forest + 1][tile],
                                weights))
                        .toList())
                .toList();
    }

    private static int[] folds(List<Standard> standards, long seed) {
        var heaps = new ArrayList<>(
                new LinkedHashSet<>(standards.stream().map(Standard::heap).toList()));
        Collections.shuffle(heaps, new Random(seed));
        var byHeap = new HashMap<String, Integer>();
        for (int i = 0; i < heaps.size(); i++) {
            byHeap.put(heaps.get(i), i % FOLDS);
        }
        return standards.stream()
                .mapToInt(standard -> byHeap.getOrDefault(standard.heap(), 0))
                .toArray();
    }
}
