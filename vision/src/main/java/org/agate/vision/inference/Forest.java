package org.agate.vision.inference;

import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.regression.RandomForest;

/// A random forest over the features: strong where colour and texture act together, but it never extrapolates.
final class Forest {

    private static final int TREES = 100;
    private static final String TARGET = "share";

    private final RandomForest forest;
    private final String[] names;

    private Forest(RandomForest forest, String[] names) {
        this.forest = forest;
        this.names = names;
    }

    static Forest fit(double[][] rows, double[] targets, long seed) {
        int d = rows[0].length;
        var names = new String[d + 1];
        double[][] table = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            table[i] = java.util.Arrays.copyOf(rows[i], d + 1);
            table[i][d] = targets[i];
        }
        for (int j = 0; j < d; j++) {
            names[j] = "f" + j;
        }
        names[d] = TARGET;
        long[] seeds = new java.util.SplittableRandom(seed)
                .longs(TREES, 1, Integer.MAX_VALUE)
                .toArray();
        var options = new RandomForest.Options(TREES, Math.max(1, d / 3), 20, 512, 3, 1.0, seeds, null);
        return new Forest(RandomForest.fit(Formula.lhs(TARGET), DataFrame.of(table, names), options), names);
    }

    double predict(double[] row) {
        var frame = DataFrame.of(new double[][] {java.util.Arrays.copyOf(row, row.length + 1)}, names);
        return forest.predict(frame.get(0));
    }
}
