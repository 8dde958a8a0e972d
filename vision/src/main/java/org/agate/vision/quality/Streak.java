package org.agate.vision.quality;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.agate.vision.image.NativeMemory;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// How much the edges of a picture prefer one direction, by the structure tensors of its places. A median of them: one
/// straight thing in the picture is not a shaken camera.
final class Streak {

    private static final int EDGE = 8;
    private static final double NOTHING = 1e-9;

    private Streak() {}

    /// @param across slope of the brightness along the rows
    /// @param down and along the columns
    /// @return 0 to 1
    static double of(Mat across, Mat down) {
        float[] xx = places(across, across);
        float[] yy = places(down, down);
        float[] xy = places(across, down);
        double[] weights = new double[xx.length];
        double[] straight = new double[xx.length];
        double[] slanted = new double[xx.length];
        for (int i = 0; i < xx.length; i++) {
            double energy = Math.max(NOTHING, xx[i] + yy[i]);
            straight[i] = (xx[i] - yy[i]) / energy;
            slanted[i] = 2 * xy[i] / energy;
            // Steep edges say more than noise, but a few places shall not outweigh all others.
            weights[i] = Math.sqrt(energy);
        }
        return Math.hypot(median(straight, weights), median(slanted, weights));
    }

    private static float[] places(Mat one, Mat other) {
        var product = new Mat();
        Core.multiply(one, other, product);
        Imgproc.resize(product, product, new Size(EDGE, EDGE), 0, 0, Imgproc.INTER_AREA);
        product.convertTo(product, CvType.CV_32F);
        float[] values = new float[EDGE * EDGE];
        product.get(0, 0, values);
        NativeMemory.free(product);
        return values;
    }

    /// Half of the weight lies below it.
    private static double median(double[] values, double[] weights) {
        double all = 0;
        for (double weight : weights) {
            all += weight;
        }
        double below = 0;
        var order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .toList();
        for (int i : order) {
            below += weights[i];
            if (below >= all / 2) {
                return values[i];
            }
        }
        return 0;
    }
}
