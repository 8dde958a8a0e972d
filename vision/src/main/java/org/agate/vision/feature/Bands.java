package org.agate.vision.feature;

import org.agate.vision.image.NativeMemory;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// Energies by size, an octave apart, and how the bright and the dark parts of each size are arranged at larger sizes:
/// a scattering transform (Bruna & Mallat 2013, doi:10.1109/TPAMI.2012.230) with round wavelets, because powder has no
/// direction.
final class Bands {

    private static final int OCTAVES = 6;
    private static final int COLOUR_OCTAVES = 5;
    private static final double BLUR = 1.2;
    private static final int LEAST = 4;

    private Bands() {}

    static void into(Tally tally, Tones tones) {
        brightness(tally, tones);
        colour(tally, "redblue", tones.opponent(true), tones.level());
        colour(tally, "greenness", tones.opponent(false), tones.level());
    }

    private static void brightness(Tally tally, Tones tones) {
        var picture = tones.brightness().clone();
        double before = 0;
        for (int octave = 0; octave < OCTAVES; octave++) {
            var level = Level.of(picture);
            var moments = Moments.of(level.detail());
            tally.addLogarithm("band", moments.magnitude() / tones.level());
            tally.add("band-skewness", moments.skewness());
            tally.addLogarithm("band-kurtosis", moments.kurtosis());
            tally.addLogarithm("band-shape", moments.magnitude() / moments.deviation());
            if (octave > 0) {
                tally.addLogarithm("band-ratio", moments.magnitude() / Math.max(1e-9, before));
            }
            before = moments.magnitude();
            arrangement(tally, "bright-arrangement", level.detail(), octave, 1);
            arrangement(tally, "dark-arrangement", level.detail(), octave, -1);
            NativeMemory.free(level.detail(), picture);
            picture = level.next();
        }
        NativeMemory.free(picture);
    }

    /// How the parts of one sign are arranged at their own and all larger sizes.
    private static void arrangement(Tally tally, String group, Mat detail, int from, double sign) {
        var parts = new Mat();
        Core.multiply(detail, new Scalar(sign), parts);
        Core.max(parts, new Scalar(0), parts);
        double all = Math.max(1e-9, Core.mean(parts).val[0]);
        for (int octave = from; octave < OCTAVES; octave++) {
            var level = Level.of(parts);
            double energy =
                    Core.norm(level.detail(), Core.NORM_L1) / level.detail().total();
            tally.addLogarithm(group, energy / all);
            NativeMemory.free(level.detail(), parts);
            parts = level.next();
        }
        NativeMemory.free(parts);
    }

    private static void colour(Tally tally, String group, Mat opponent, double brightness) {
        var whole = Moments.of(opponent);
        tally.add(group, whole.mean() / brightness);
        tally.add(group, whole.deviation() / brightness);
        tally.add(group, whole.skewness());
        tally.addLogarithm(group, whole.kurtosis());
        var picture = opponent;
        for (int octave = 0; octave < COLOUR_OCTAVES; octave++) {
            var level = Level.of(picture);
            var moments = Moments.of(level.detail());
            tally.addLogarithm(group, moments.magnitude() / brightness);
            tally.addLogarithm(group, moments.kurtosis());
            NativeMemory.free(level.detail(), picture);
            picture = level.next();
        }
        NativeMemory.free(picture);
    }

    /// The details of one size, and the picture at half the size without them.
    private record Level(Mat detail, Mat next) {

        static Level of(Mat picture) {
            var smooth = new Mat();
            Imgproc.GaussianBlur(picture, smooth, new Size(0, 0), BLUR);
            var detail = new Mat();
            Core.subtract(picture, smooth, detail);
            var half = new Mat();
            var size = new Size(Math.max(LEAST, picture.cols() / 2), Math.max(LEAST, picture.rows() / 2));
            Imgproc.resize(smooth, half, size, 0, 0, Imgproc.INTER_AREA);
            NativeMemory.free(smooth);
            return new Level(detail, half);
        }
    }
}
