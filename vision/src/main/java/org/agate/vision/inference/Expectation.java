package org.agate.vision.inference;

import java.util.Arrays;
import java.util.List;
import org.agate.vision.feature.FeatureSet;

/// Which features go with which shares, by least squares over standards: a plane in the shares, bent along the first.
record Expectation(double[][] coefficients) {

    private static final double PENALTY = 1e-6;

    static Expectation of(List<Standard> standards, FeatureSet set) {
        double[][] features =
                standards.stream().map(each -> each.sight().mean(set)).toArray(double[][]::new);
        double[][] inputs =
                standards.stream().map(each -> inputs(each.shares())).toArray(double[][]::new);
        double[] penalties = new double[inputs[0].length];
        Arrays.fill(penalties, PENALTY * standards.size());
        var squares = LeastSquares.of(inputs, penalties);
        double[][] coefficients = new double[features[0].length][];
        for (int j = 0; j < coefficients.length; j++) {
            int feature = j;
            coefficients[j] = squares.coefficients(
                    Arrays.stream(features).mapToDouble(each -> each[feature]).toArray());
        }
        return new Expectation(coefficients);
    }

    /// The features of a mixture.
    double[] row(List<Double> shares) {
        double[] inputs = inputs(shares);
        double[] row = new double[coefficients.length];
        for (int j = 0; j < row.length; j++) {
            for (int a = 0; a < inputs.length; a++) {
                row[j] += coefficients[j][a] * inputs[a];
            }
        }
        return row;
    }

    /// One, the shares but the last, and the square of the first.
    private static double[] inputs(List<Double> shares) {
        int count = shares.size();
        double[] inputs = new double[count + 1];
        inputs[0] = 1;
        for (int c = 0; c < count - 1; c++) {
            inputs[c + 1] = shares.get(c);
        }
        inputs[count] = shares.getFirst() * shares.getFirst();
        return inputs;
    }
}
