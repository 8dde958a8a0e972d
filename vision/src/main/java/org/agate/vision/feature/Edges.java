package org.agate.vision.feature;

import org.agate.vision.image.NativeMemory;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// How steep edges are, and how far they keep their direction (coherence of the structure tensor, Bigün & Granlund
/// 1987): facets have long straight edges, round grains have not.
final class Edges {

    private static final int OCTAVES = 4;
    private static final double[] WINDOWS = {2, 5};
    private static final double[] QUANTILES = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97};

    private Edges() {}

    static void into(Tally tally, Tones tones) {
        var picture = tones.brightness().clone();
        for (int octave = 0; octave < OCTAVES; octave++) {
            var smooth = new Mat();
            Imgproc.GaussianBlur(picture, smooth, new Size(0, 0), 1);
            var across = new Mat();
            var down = new Mat();
            Imgproc.Sobel(smooth, across, CvType.CV_32F, 1, 0, 3, 1.0 / 8);
            Imgproc.Sobel(smooth, down, CvType.CV_32F, 0, 1, 3, 1.0 / 8);
            steepness(tally, across, down, octave, tones.level());
            coherence(tally, across, down, octave);
            NativeMemory.free(across, down, picture);
            picture = new Mat();
            Imgproc.resize(
                    smooth,
                    picture,
                    new Size(Math.max(4, smooth.cols() / 2), Math.max(4, smooth.rows() / 2)),
                    0,
                    0,
                    Imgproc.INTER_AREA);
            NativeMemory.free(smooth);
        }
        NativeMemory.free(picture);
    }

    private static void steepness(Tally tally, Mat across, Mat down, int octave, double level) {
        var slopes = new Mat();
        Core.magnitude(across, down, slopes);
        float[] values = new float[(int) slopes.total()];
        slopes.get(0, 0, values);
        NativeMemory.free(slopes);
        var moments = Moments.of(values, values.length);
        tally.addLogarithm("slope", moments.mean() / level);
        tally.addLogarithm("slope-kurtosis", moments.kurtosis());
        tally.add("slope-skewness", moments.skewness());
        if (octave < OCTAVES - 1) {
            for (double quantile : Quantiles.of(values, values.length, QUANTILES)) {
                tally.add("slopes" + octave, quantile / Math.max(1e-6, moments.mean()));
            }
        }
    }

    private static void coherence(Tally tally, Mat across, Mat down, int octave) {
        var horizontal = across.mul(across);
        var vertical = down.mul(down);
        var mixed = across.mul(down);
        int count = (int) across.total();
        float[] a = new float[count];
        float[] b = new float[count];
        float[] c = new float[count];
        var smooth = new Mat();
        for (double window : WINDOWS) {
            averaged(horizontal, window, smooth, a);
            averaged(vertical, window, smooth, b);
            averaged(mixed, window, smooth, c);
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < count; i++) {
                double difference = a[i] - b[i];
                double directed = Math.sqrt(difference * difference + 4.0 * c[i] * c[i]);
                double coherence = directed / (a[i] + b[i] + 1e-6);
                sum += coherence;
                squares += coherence * coherence;
            }
            double mean = sum / count;
            tally.add("coherence" + octave, mean);
            tally.add("coherence-spread" + octave, Math.sqrt(Math.max(0, squares / count - mean * mean)));
        }
        NativeMemory.free(smooth, horizontal, vertical, mixed);
    }

    private static void averaged(Mat values, double window, Mat smooth, float[] into) {
        Imgproc.GaussianBlur(values, smooth, new Size(0, 0), window);
        smooth.get(0, 0, into);
    }
}
