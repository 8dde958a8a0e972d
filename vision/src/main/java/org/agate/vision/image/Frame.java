package org.agate.vision.image;

import org.opencv.core.Core;
import org.opencv.core.Mat;

/// Means of parts of a picture. A view keeps the whole picture's memory until it is released, so none leaves here.
public final class Frame {

    private static final int PART = 20;

    private Frame() {}

    /// Mean of each channel over a frame of a twentieth of the picture on each side.
    public static double[] rim(Mat pixels) {
        int rows = pixels.rows();
        int cols = pixels.cols();
        int high = Math.max(1, rows / PART);
        int wide = Math.max(1, cols / PART);
        double[][] sides = {
            mean(pixels.rowRange(0, high)),
            mean(pixels.rowRange(rows - high, rows)),
            mean(pixels.colRange(0, wide)),
            mean(pixels.colRange(cols - wide, cols))
        };
        double[] rim = new double[sides[0].length];
        for (double[] side : sides) {
            for (int c = 0; c < rim.length; c++) {
                rim[c] += side[c] / sides.length;
            }
        }
        return rim;
    }

    /// Mean of each channel over a view, which is released.
    public static double[] mean(Mat view) {
        double[] mean = Core.mean(view).val;
        NativeMemory.free(view);
        return mean;
    }
}
