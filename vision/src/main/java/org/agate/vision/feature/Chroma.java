package org.agate.vision.feature;

import org.agate.vision.image.NativeMemory;
import org.opencv.core.Mat;
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
            float[] blue = pixels(tones.blue(), smoothing);
            float[] green = pixels(tones.green(), smoothing);
            float[] red = pixels(tones.red(), smoothing);
            float[] warm = new float[blue.length];
            float[] greenish = new float[blue.length];
            float[] bright = new float[blue.length];
            int count = 0;
            for (int i = 0; i < blue.length; i++) {
                float brightness = 0.114f * blue[i] + 0.587f * green[i] + 0.299f * red[i];
                if (brightness >= DARKEST * tones.level()
                        && Math.max(blue[i], Math.max(green[i], red[i])) <= BRIGHTEST) {
                    double ofRed = Math.log(red[i] + OFFSET);
                    double ofBlue = Math.log(blue[i] + OFFSET);
                    warm[count] = (float) (ofRed - ofBlue);
                    greenish[count] = (float) (2 * Math.log(green[i] + OFFSET) - ofRed - ofBlue);
                    bright[count++] = brightness;
                }
            }
            shape(tally, "warmth" + smoothing, warm, bright, count);
            shape(tally, "greenish" + smoothing, greenish, bright, count);
        }
    }

    private static float[] pixels(Mat channel, double smoothing) {
        float[] pixels = new float[(int) channel.total()];
        if (smoothing == 0) {
            channel.get(0, 0, pixels);
            return pixels;
        }
        var smooth = new Mat();
        Imgproc.GaussianBlur(channel, smooth, new Size(0, 0), smoothing);
        smooth.get(0, 0, pixels);
        NativeMemory.free(smooth);
        return pixels;
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
