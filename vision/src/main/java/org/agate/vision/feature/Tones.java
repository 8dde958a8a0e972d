package org.agate.vision.feature;

import org.agate.vision.image.NativeMemory;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/// The channels of a tile as floats, and what they say of colour; holds native memory.
///
/// @param blue and so on, 0 to 255
/// @param brightness their weighted mean
/// @param level mean brightness
record Tones(Mat blue, Mat green, Mat red, Mat brightness, double level) implements AutoCloseable {

    static Tones of(Mat pixels) {
        var floats = new Mat();
        pixels.convertTo(floats, CvType.CV_32FC3);
        var channels = new Mat[3];
        for (int c = 0; c < 3; c++) {
            channels[c] = new Mat();
            Core.extractChannel(floats, channels[c], c);
        }
        var brightness = new Mat();
        Imgproc.cvtColor(floats, brightness, Imgproc.COLOR_BGR2GRAY);
        NativeMemory.free(floats);
        double level = Math.max(1, Core.mean(brightness).val[0]);
        return new Tones(channels[0], channels[1], channels[2], brightness, level);
    }

    /// Spread and shape of each channel, their means relative to each other, and how they vary together.
    void into(Tally tally) {
        var channels = new Mat[] {blue, green, red};
        var moments = new Moments[3];
        double sum = 0;
        for (int c = 0; c < 3; c++) {
            moments[c] = Moments.of(channels[c]);
            sum += moments[c].mean();
            tally.add("spread", moments[c].deviation() / Math.max(1, moments[c].mean()));
            tally.add("skewness", moments[c].skewness());
            tally.addLogarithm("kurtosis", moments[c].kurtosis());
        }
        tally.add("colour", moments[0].mean() / Math.max(1, sum));
        tally.add("colour", moments[2].mean() / Math.max(1, sum));
        for (int i = 0; i < 3; i++) {
            for (int j = i + 1; j < 3; j++) {
                double together = channels[i].dot(channels[j]) / channels[i].total();
                double covariance = together - moments[i].mean() * moments[j].mean();
                tally.add("correlation", covariance / (moments[i].deviation() * moments[j].deviation()));
            }
        }
    }

    /// Red against blue, or both against green: what is left of colour when brightness is taken out.
    Mat opponent(boolean redAgainstBlue) {
        var opponent = new Mat();
        if (redAgainstBlue) {
            Core.subtract(red, blue, opponent);
        } else {
            Core.addWeighted(red, 0.5, blue, 0.5, 0, opponent);
            Core.subtract(opponent, green, opponent);
        }
        return opponent;
    }

    @Override
    public void close() {
        NativeMemory.free(blue, green, red, brightness);
    }
}
