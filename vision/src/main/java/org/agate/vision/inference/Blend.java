package org.agate.vision.inference;

import java.util.Arrays;
import org.agate.vision.feature.FeatureSet;

/// Ridge and forest side by side, mixed by a weight that cross-validation chose.
///
/// @param features colour alone, or texture too
/// @param penalty of the ridge
/// @param forestWeight 0 for the ridge alone, 1 for the forest alone
record Blend(FeatureSet features, double penalty, double forestWeight) {

    static final double[] PENALTIES = {1e-4, 1e-3, 1e-2, 1e-1, 1};
    static final double[] WEIGHTS = {0, 0.25, 0.5, 0.75, 1};

    /// The learnt pair.
    record Fitted(Ridge ridge, Forest forest, Blend blend) {

        double predict(double[] features) {
            double[] row = blend.features.of(features);
            double smooth = blend.forestWeight < 1 ? ridge.predict(row) : 0;
            double rough = blend.forestWeight > 0 ? forest.predict(row) : 0;
            return (1 - blend.forestWeight) * smooth + blend.forestWeight * rough;
        }

        /// How far a photograph is from what was learnt.
        double leverage(double[] features) {
            return ridge.leverage(blend.features.of(features));
        }
    }

    Fitted fit(double[][] rows, double[] targets, long seed) {
        double[][] used = Arrays.stream(rows).map(row -> features.of(row)).toArray(double[][]::new);
        return new Fitted(Ridge.fit(used, targets, penalty), Forest.fit(used, targets, seed), this);
    }
}
