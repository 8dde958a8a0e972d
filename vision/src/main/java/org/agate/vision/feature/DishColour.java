package org.agate.vision.feature;

import org.agate.vision.image.Photograph;
import org.opencv.core.Core;
import org.opencv.core.Mat;

/// Colour of the middle against the rim of the picture (the dish), so that exposure and white balance drop out: six
/// numbers, safe with few standards.
public final class DishColour {

    private DishColour() {}

    /// Of a photograph whose rim shows the dish.
    public static double[] of(Photograph photograph) {
        var pixels = photograph.pixels();
        var mean = Core.mean(Photograph.middle(pixels)).val;
        double[] rim = rim(pixels);
        double sum = Math.max(1, mean[0] + mean[1] + mean[2]);
        double[] values = new double[6];
        for (int c = 0; c < 3; c++) {
            values[c] = mean[c] / Math.max(1, rim[c]);
            values[3 + c] = mean[c] / sum;
        }
        return values;
    }

    private static double[] rim(Mat pixels) {
        int frame = Math.max(1, pixels.rows() / 20);
        var top = Core.mean(pixels.rowRange(0, frame)).val;
        var bottom = Core.mean(pixels.rowRange(pixels.rows() - frame, pixels.rows())).val;
        var left = Core.mean(pixels.colRange(0, frame)).val;
        var right = Core.mean(pixels.colRange(pixels.cols() - frame, pixels.cols())).val;
        double[] rim = new double[3];
        for (int c = 0; c < 3; c++) {
            rim[c] = (top[c] + bottom[c] + left[c] + right[c]) / 4;
        }
        return rim;
    }
}
