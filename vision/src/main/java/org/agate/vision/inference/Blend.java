package org.agate.vision.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agate.vision.feature.Attention;
import org.agate.vision.feature.FeatureSet;

/// Three kinds of model side by side, mixed by weights that cross-validation chose.
///
/// @param attention what of a tile is looked at
/// @param penalty of the ridge
/// @param forest weight of the forest, 0 to 1
/// @param process weight of the Gaussian process; the rest is the ridge's
record Blend(FeatureSet features, Attention attention, double penalty, double forest, double process) {

    static final double[] PENALTIES = {1e-4, 1e-3, 1e-2, 1e-1, 1};

    private static final int QUARTERS = 4;

    /// All ways to share the weights in quarters.
    static List<double[]> weights() {
        var weights = new ArrayList<double[]>();
        for (int forest = 0; forest <= QUARTERS; forest++) {
            for (int process = 0; process + forest <= QUARTERS; process++) {
                weights.add(new double[] {forest / (double) QUARTERS, process / (double) QUARTERS});
            }
        }
        return weights;
    }

    /// What is learnt from: some tiles of every photograph.
    static final class Lesson {

        private static final int MOST_ROWS = 600;

        private final double[][] rows;
        private final double[][] targets;

        Lesson(List<Standard> standards, FeatureSet features) {
            int each = Math.max(1, MOST_ROWS / standards.size());
            var taken = new ArrayList<double[]>();
            var shares = new ArrayList<double[]>();
            for (var standard : standards) {
                var tiles = standard.sight().tiles(features);
                int count = Math.min(each, tiles.size());
                for (int i = 0; i < count; i++) {
                    taken.add(tiles.get(i * tiles.size() / count));
                    shares.add(standard.shares().stream()
                            .mapToDouble(share -> share)
                            .toArray());
                }
            }
            // Every second one of a mixture of two says nothing new.
            int targetCount = shares.getFirst().length == 2 ? 1 : shares.getFirst().length;
            this.rows = taken.toArray(double[][]::new);
            this.targets = shares.stream()
                    .map(share -> Arrays.copyOf(share, targetCount))
                    .toArray(double[][]::new);
        }

        double[][] rows() {
            return rows;
        }

        double[][] targets() {
            return targets;
        }

        Ridge ridge(double penalty, int[] columns) {
            return Ridge.fit(pick(rows, columns), targets, penalty);
        }

        List<Forest> forests(long seed, int[] columns) {
            double[][] picked = pick(rows, columns);
            var forests = new ArrayList<Forest>();
            for (int t = 0; t < targets[0].length; t++) {
                int target = t;
                forests.add(Forest.fit(
                        picked,
                        Arrays.stream(targets).mapToDouble(each -> each[target]).toArray(),
                        seed + t));
            }
            return forests;
        }
    }

    /// The features that are looked at.
    int[] columns() {
        return columns(features, attention);
    }

    static int[] columns(FeatureSet features, Attention attention) {
        return features.groups(attention).values().stream()
                .flatMap(List::stream)
                .mapToInt(j -> j)
                .sorted()
                .toArray();
    }

    static int[][] groups(FeatureSet features, Attention attention) {
        return features.groups(attention).values().stream()
                .map(group -> group.stream().mapToInt(j -> j).toArray())
                .toArray(int[][]::new);
    }

    static double[] pick(double[] row, int[] columns) {
        double[] picked = new double[columns.length];
        Arrays.setAll(picked, i -> row[columns[i]]);
        return picked;
    }

    static double[][] pick(double[][] rows, int[] columns) {
        double[][] picked = new double[rows.length][];
        Arrays.setAll(picked, i -> pick(rows[i], columns));
        return picked;
    }

    /// The learnt three; those without weight are not there.
    record Fitted(
            Blend blend,
            int[] columns,
            java.util.Optional<Ridge> ridge,
            List<Forest> forests,
            java.util.Optional<GroupProcess> process) {

        /// One value for each target.
        double[] predict(double[] row) {
            double[] picked = pick(row, columns);
            double[] sum = new double[0];
            if (ridge.isPresent()) {
                sum = added(
                        sum, 1 - blend.forest() - blend.process(), ridge.get().predict(picked));
            }
            if (!forests.isEmpty()) {
                sum = added(
                        sum,
                        blend.forest(),
                        forests.stream()
                                .mapToDouble(tree -> tree.predict(picked))
                                .toArray());
            }
            return process.isPresent()
                    ? added(sum, blend.process(), process.get().predict(row))
                    : sum;
        }

        private static double[] added(double[] sum, double weight, double[] values) {
            double[] more = sum.length == 0 ? new double[values.length] : sum;
            for (int t = 0; t < values.length; t++) {
                more[t] += weight * values[t];
            }
            return more;
        }
    }

    /// @param kernel learnt before; empty to learn it now
    Fitted fit(List<Standard> standards, long seed, java.util.Optional<GroupKernel> kernel) {
        var lesson = new Lesson(standards, features);
        int[] columns = columns();
        java.util.Optional<GroupProcess> learnt = java.util.Optional.empty();
        if (process > 0) {
            learnt = java.util.Optional.of(kernel.map(known -> GroupProcess.fit(lesson.rows(), lesson.targets(), known))
                    .orElseGet(() -> GroupProcess.fit(lesson.rows(), lesson.targets(), groups(features, attention))));
        }
        return new Fitted(
                this,
                columns,
                forest + process < 1
                        ? java.util.Optional.of(lesson.ridge(penalty, columns))
                        : java.util.Optional.empty(),
                forest > 0 ? lesson.forests(seed, columns) : List.of(),
                learnt);
    }
}
