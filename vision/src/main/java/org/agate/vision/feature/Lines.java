package org.agate.vision.feature;

import org.agate.vision.image.NativeMemory;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// What openings and closings by lines leave: a rod keeps the line that lies along it and loses all others, a plate
/// keeps or loses them all. By the direction that leaves most, the one that leaves least, and their mean, so that the
/// picture may be turned (Soille & Talbot, IEEE TPAMI 23(11), 2001, 1313).
final class Lines {

    private static final int[] FINE = {7, 11, 17};

    /// In pixels of half the resolution.
    private static final int[] COARSE = {11, 17};

    private static final int DIRECTIONS = 8;

    private Lines() {}

    static void into(Tally tally, Tones tones) {
        var bytes = new Mat();
        tones.brightness().convertTo(bytes, CvType.CV_8U);
        left(tally, bytes, FINE, "-fine");
        var half = new Mat();
        Imgproc.resize(bytes, half, new Size(), 0.5, 0.5, Imgproc.INTER_AREA);
        left(tally, half, COARSE, "-coarse");
        NativeMemory.free(bytes, half);
    }

    private static void left(Tally tally, Mat bytes, int[] lengths, String scale) {
        for (int length : lengths) {
            left(tally, "lines" + scale, bytes, Imgproc.MORPH_OPEN, length);
            left(tally, "grooves" + scale, bytes, Imgproc.MORPH_CLOSE, length);
        }
    }

    private static void left(Tally tally, String group, Mat bytes, int operation, int length) {
        var worked = new Mat();
        var most = bytes.clone();
        most.setTo(Scalar.all(0));
        var least = bytes.clone();
        least.setTo(Scalar.all(255));
        double sum = 0;
        for (int direction = 0; direction < DIRECTIONS; direction++) {
            var line = line(length, Math.PI * direction / DIRECTIONS);
            Imgproc.morphologyEx(bytes, worked, operation, line);
            NativeMemory.free(line);
            sum += Core.mean(worked).val[0];
            Core.max(most, worked, most);
            Core.min(least, worked, least);
        }
        double mean = Math.max(1, Core.mean(bytes).val[0]);
        double top = Core.mean(most).val[0];
        double bottom = Core.mean(least).val[0];
        double middle = sum / DIRECTIONS;
        NativeMemory.free(worked, most, least);
        tally.add(group, (mean - top) / mean);
        tally.add(group, (mean - middle) / mean);
        tally.add(group, (top - bottom) / mean);
        tally.add(group, (top - middle) / Math.max(1e-3, top - bottom));
    }

    private static Mat line(int length, double angle) {
        var line = Mat.zeros(length, length, CvType.CV_8U);
        double half = (length - 1) / 2.0;
        double x = half * Math.cos(angle);
        double y = half * Math.sin(angle);
        Imgproc.line(
                line,
                new Point(Math.rint(half - x), Math.rint(half - y)),
                new Point(Math.rint(half + x), Math.rint(half + y)),
                Scalar.all(1));
        return line;
    }
}
