package org.agate.vision.colour;

import org.agate.vision.VisionFault;
import org.agate.vision.image.Fingerprint;
import org.agate.vision.image.NativeMemory;
import org.agate.vision.image.Photograph;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// A dark frame (lens covered) and a white one (an even white card): what the camera adds and how unevenly the lamp
/// shines. Taken anew each day, they take the lamp's drift out too. Immutable; holds no native memory.
public final class Frames {

    /// The light that the white card shall have everywhere.
    private static final double WHITE = 0.8;

    /// A white card with less light, or one at the end of the range, says nothing.
    private static final double LEAST_WHITE = 0.05;

    private static final double MOST_CLIPPED = 0.01;
    private static final double END_OF_RANGE = 250;
    private static final int DIGITS = 12;

    /// The frames are smoothed over such a part of the picture: the lamp is smooth, the noise is not.
    private static final double SMOOTH = 1 / 64.0;

    private final int rows;
    private final int columns;
    private final float[] dark;
    private final float[] gain;
    private final String version;

    private Frames(int rows, int columns, float[] dark, float[] gain, String version) {
        this.rows = rows;
        this.columns = columns;
        this.dark = dark;
        this.gain = gain;
        this.version = version;
    }

    /// @throws VisionFault `vision.frames.differ` when they are of different size, `vision.frames.useless` when the
    ///     white one is too dark, at the end of the range, or hardly brighter than the dark one
    public static Frames of(byte[] darkFile, byte[] whiteFile) {
        try (var dark = Photograph.decode(darkFile);
                var white = Photograph.decode(whiteFile)) {
            int rows = dark.pixels().rows();
            int columns = dark.pixels().cols();
            if (rows != white.pixels().rows() || columns != white.pixels().cols()) {
                throw new VisionFault(
                        "vision.frames.differ",
                        "The dark frame has (%d × %d) pixels, the white one (%d × %d)."
                                .formatted(
                                        columns,
                                        rows,
                                        white.pixels().cols(),
                                        white.pixels().rows()),
                        "Maybe they are of different cameras.");
            }
            float[] below = light(dark.pixels());
            float[] above = light(white.pixels());
            float[] gain = new float[below.length];
            double sum = 0;
            double least = 1;
            for (int i = 0; i < gain.length; i++) {
                sum += above[i] / gain.length;
                least = Math.min(least, above[i] - below[i]);
                gain[i] = (float) (WHITE / Math.max(1e-6, above[i] - below[i]));
            }
            double clipped = clipped(white.pixels());
            if (least < LEAST_WHITE || clipped > MOST_CLIPPED) {
                throw new VisionFault(
                        "vision.frames.useless",
                        "The white frame is (%.2f) bright in the mean, (%.2f) above the dark one at least, of 1, and (%.0f %%) of it is at the end of the range."
                                .formatted(sum, least, 100 * clipped),
                        "Maybe the two are exchanged, the lamp is off, or the exposure too long.");
            }
            return new Frames(
                    rows,
                    columns,
                    below,
                    gain,
                    Fingerprint.of(darkFile, whiteFile).substring(0, DIGITS));
        }
    }

    /// What a number that rests on these frames names them by.
    public String version() {
        return version;
    }

    /// The part of the worst channel at the end of its range.
    private static double clipped(Mat pixels) {
        double worst = 0;
        var channel = new Mat();
        for (int c = 0; c < pixels.channels(); c++) {
            Core.extractChannel(pixels, channel, c);
            Core.compare(channel, Scalar.all(END_OF_RANGE), channel, Core.CMP_GE);
            worst = Math.max(worst, Core.countNonZero(channel) / (double) channel.total());
        }
        NativeMemory.free(channel);
        return worst;
    }

    private static float[] light(Mat pixels) {
        var light = Linear.of(pixels);
        Imgproc.GaussianBlur(light, light, new Size(0, 0), Math.max(2, SMOOTH * pixels.cols()));
        float[] values = new float[(int) light.total() * light.channels()];
        light.get(0, 0, values);
        NativeMemory.free(light);
        return values;
    }

    /// A photograph as an even lamp of the usual strength would have shown it; the caller closes both.
    ///
    /// @throws VisionFault `vision.frames.other-size`
    public Photograph flatten(Photograph photograph) {
        var pixels = photograph.pixels();
        if (pixels.rows() != rows || pixels.cols() != columns) {
            throw new VisionFault(
                    "vision.frames.other-size",
                    "The photograph has (%d × %d) pixels, the frames (%d × %d)."
                            .formatted(pixels.cols(), pixels.rows(), columns, rows),
                    "Maybe it is another camera's, or was cropped.");
        }
        var light = Linear.of(pixels);
        var below = new Mat(rows, columns, CvType.CV_32FC3);
        below.put(0, 0, dark);
        Core.subtract(light, below, light);
        below.put(0, 0, gain);
        Core.multiply(light, below, light);
        Core.max(light, Scalar.all(0), light);
        NativeMemory.free(below);
        return Photograph.of(Linear.encoded(light));
    }
}
