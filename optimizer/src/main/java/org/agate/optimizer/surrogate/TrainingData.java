package org.agate.optimizer.surrogate;

/// Measured points as the model sees them; outputs standardised.
///
/// @param inputs n points of the unit cube; a category is its number
/// @param outputs n values
/// @param knownVariances n, zero where nothing is known
/// @param categories which inputs are categories
record TrainingData(double[][] inputs, double[] outputs, double[] knownVariances, boolean[] categories) {

    int size() {
        return outputs.length;
    }

    int dimension() {
        return categories.length;
    }

    /// Some of the points.
    TrainingData only(int[] rows) {
        double[][] some = new double[rows.length][];
        double[] values = new double[rows.length];
        double[] variances = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            some[i] = inputs[rows[i]];
            values[i] = outputs[rows[i]];
            variances[i] = knownVariances[rows[i]];
        }
        return new TrainingData(some, values, variances, categories);
    }
}
