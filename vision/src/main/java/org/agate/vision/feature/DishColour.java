package org.agate.vision.feature;

import org.agate.vision.image.Frame;
import org.agate.vision.image.Photograph;

/// Colour of the middle against the rim of the picture (the dish), so that exposure and white balance drop out: six
/// numbers, safe with few standards.
public final class DishColour {

    private DishColour() {}

    /// Of a photograph whose rim shows the dish.
    public static double[] of(Photograph photograph) {
        var pixels = photograph.pixels();
        var mean = Frame.mean(Photograph.middle(pixels));
        double[] rim = Frame.rim(pixels);
        double sum = Math.max(1, mean[0] + mean[1] + mean[2]);
        double[] values = new double[6];
        for (int c = 0; c < 3; c++) {
            values[c] = mean[c] / Math.max(1, rim[c]);
            values[3 + c] = mean[c] / sum;
        }
        return values;
    }
}
