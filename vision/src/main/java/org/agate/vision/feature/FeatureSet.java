package org.agate.vision.feature;

import java.util.stream.IntStream;

/// Which of the features a model looks at.
public enum FeatureSet {
    /// Colour of the middle against the rim: few numbers, safe with few standards.
    COLOUR,
    /// Colour, and texture of the middle: for powder in a dish.
    MIDDLE,
    /// Colour, and texture of the whole picture: for powder that fills it.
    WHOLE;

    /// The features of this set.
    public double[] of(double[] features) {
        int texture = (features.length - Features.COLOUR) / 2;
        var colour = IntStream.range(0, Features.COLOUR);
        var indexes = switch (this) {
            case COLOUR -> colour;
            case MIDDLE -> IntStream.concat(colour, IntStream.range(Features.COLOUR, Features.COLOUR + texture));
            case WHOLE -> IntStream.concat(colour, IntStream.range(Features.COLOUR + texture, features.length));
        };
        return indexes.mapToDouble(i -> features[i]).toArray();
    }
}
