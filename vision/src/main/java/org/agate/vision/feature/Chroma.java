package org.agate.vision.feature;

import org.agate.vision.image.NativeMemory;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// The shape of the distribution of colour, whatever the white balance: two powders whose colours differ by a few
/// hundredths show as two hills when the picture is smoothed to the size of a grain.
final class Chroma {

    private static final double[] SMOOTHING = {0, 1.5, 3, 6};
    private static final double DARKEST = 0.4;
    private static final double BRIGHTEST = 248;
    private static final double OFFSET = 2;
    private static final int FEWEST = 100;
    private static final double[] QUANTILES = {0.05, 0.25, 0.5, 0.75, 0.95};

    private Chroma() {}

    static void into(Tally tally, Tones tones) {
        for (double smoothing : SMOOTHING) {
            var blue = Plane.of(tones.blue(), smoothing);
            var green = Plane.of(tones.green(), smoothing);
            var red = Plane.of(tones.red(), smoothing);
            int pixels = blue.light().length;
            float[] warm = new float[pixels];
            float[] greenish = new float[pixels];
            float[] bright = new float[pixels];
            int count = 0;
            for (int i = 0; i < pixels; i++) {
                float brightness = 0.114f * blue.light()[i] + 0.587f * green.light()[i] + 0.299f * red.light()[i];
                if (brightness >= DARKEST * tones.level()
                        && Math.max(blue.light()[i], Math.max(green.light()[i], red.light()[i])) <= BRIGHTEST) {
                    float ofRed = red.logarithm()[i];
                    float ofBlue = blue.logarithm()[i];
                    warm[count] = ofRed - ofBlue;
                    greenish[count] = 2 * green.logarithm()[i] - ofRed - ofBlue;
                    bright[count++] = brightness;
                }
            }
            shape(tally, "warmth" + smoothing, warm, bright, count);
            shape(tally, "greenish" + smoothing, greenish, bright, count);
        }
    }

    /// A channel, smoothed.
    private record Plane(float[] light, float[] logarithm) {

        static Plane of(Mat channel, double smoothing) {
            var smooth = channel.clone();
            if (smoothing > 0) {
                Imgproc.GaussianBlur(channel, smooth, new Size(0, 0), smoothing);
            }
            float[] light = new float[(int) smooth.total()];
            smooth.get(0, 0, light);
            Core.add(smooth, Scalar.all(OFFSET), smooth);
            Core.log(smooth, smooth);
            float[] logarithm = new float[light.length];
            smooth.get(0, 0, logarithm);
            NativeMemory.free(smooth);
            return new Plane(light, logarithm);
        }
    }

    private static void shape(Tally tally, String group, float[] colours, float[] brightness, int count) {
        if (count < FEWEST) {
            for (int i = 0; i < 8; i++) {
                tally.add(group, 0);
            }
            return;
        }
        var moments = Moments.of(colours, count);
        var levels = Moments.of(brightness, count);
        double together = 0;
        for (int i = 0; i < count; i++) {
            together += (colours[i] - moments.mean()) * (brightness[i] - levels.mean()) / count;
        }
        double[] q = Quantiles.of(colours, count, QUANTILES);
        double range = q[4] - q[0] + 1e-6;
        tally.addLogarithm(group, moments.deviation());
        tally.add(group, moments.skewness());
        tally.addLogarithm(group, moments.kurtosis());
        tally.add(group, together / (moments.deviation() * levels.deviation()));
        tally.add(group, (q[4] + q[0] - 2 * q[2]) / range);
        tally.add(group, (q[3] + q[1] - 2 * q[2]) / (q[3] - q[1] + 1e-6));
        tally.add(group, (q[3] - q[1]) / range);
        tally.add(group, (q[2] - moments.mean()) / range);
    }
}
