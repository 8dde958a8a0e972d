package org.agate.vision.feature;

import org.agate.vision.image.NativeMemory;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// The light in which a photograph was taken: how bright each channel is, and how much brighter one side is. Six
/// numbers; a changed lamp shows here, whatever the powder.
public final class Light {

    private static final int GRID = 4;

    private Light() {}

    /// Of a region of a photograph.
    public static double[] of(Mat pixels) {
        var mean = Core.mean(pixels).val;
        var coarse = new Mat();
        Imgproc.resize(pixels, coarse, new Size(GRID, GRID), 0, 0, Imgproc.INTER_AREA);
        Imgproc.cvtColor(coarse, coarse, Imgproc.COLOR_BGR2GRAY);
        coarse.convertTo(coarse, CvType.CV_32F);
        float[] levels = new float[GRID * GRID];
        coarse.get(0, 0, levels);
        NativeMemory.free(coarse);
        double across = 0;
        double down = 0;
        double sum = 1e-6;
        for (int i = 0; i < levels.length; i++) {
            across += levels[i] * (i % GRID - (GRID - 1) / 2.0);
            down += levels[i] * (i / GRID - (GRID - 1) / 2.0);
            sum += levels[i];
        }
        return new double[] {
            Math.log1p(mean[0]),
            Math.log1p(mean[1]),
            Math.log1p(mean[2]),
            across / sum,
            down / sum,
            Math.hypot(across, down) / sum
        };
    }
}
