package org.agate.vision.quality;

import org.agate.vision.image.Frame;
import org.agate.vision.image.NativeMemory;
import org.agate.vision.image.Photograph;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfDouble;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// What can be said of a photograph before measuring it.
///
/// @param sharpness steepest edges of the whole picture (99.5th percentile of the slope after slight smoothing), grey
///     levels per pixel: a dish or a grain has an edge whatever the powder, a picture out of focus has none
/// @param level mean brightness, 0 to 255
/// @param saturated share of pixels with all channels at 250 or above
/// @param texture standard deviation of the brightness in the middle, large-scale shading removed
/// @param contrast how much the middle differs from the rim in the channel that differs most, relative to the rim
/// @param relief correlation of neighbouring places of the picture, −1 to 1: noise alone has none
/// @param streak how much the edges prefer one direction, 0 to 1: those of a shaken picture do
/// @param cells colours over the picture
public record Quality(
        double sharpness,
        double level,
        double saturated,
        double texture,
        double contrast,
        double relief,
        double streak,
        Cells cells) {

    private static final int PLACES = 48;
    private static final double FAR = 4;
    private static final double WIDE = 12;

    /// Measures a photograph.
    public static Quality of(Photograph photograph) {
        var gray = photograph.brightness();
        var middle = Photograph.middle(gray);
        var edges = Edges.of(photograph.pixels());
        var shading = shading(middle);
        Core.subtract(middle, shading, shading);
        double texture = deviation(shading);
        double level = Core.mean(gray).val[0];
        NativeMemory.free(middle);
        double saturated = saturated(photograph.pixels());
        double relief = relief(gray);
        NativeMemory.free(shading, gray);
        return new Quality(
                edges.steepest(),
                level,
                saturated,
                texture,
                contrast(photograph.pixels()),
                relief,
                edges.streak(),
                Cells.of(photograph.pixels()));
    }

    /// The large-scale shading, looked at from afar: a wide blur of all pixels would take as long as all else.
    private static Mat shading(Mat middle) {
        var shading = new Mat();
        Imgproc.resize(middle, shading, new Size(), 1 / FAR, 1 / FAR, Imgproc.INTER_AREA);
        Imgproc.GaussianBlur(shading, shading, new Size(0, 0), Math.max(1, shading.cols() / WIDE));
        Imgproc.resize(shading, shading, middle.size(), 0, 0, Imgproc.INTER_LINEAR);
        return shading;
    }

    private static double contrast(Mat pixels) {
        double[] inside = Frame.mean(Photograph.middle(pixels));
        double[] rim = Frame.rim(pixels);
        double most = 0;
        for (int c = 0; c < pixels.channels(); c++) {
            most = Math.max(most, Math.abs(inside[c] - rim[c]) / Math.max(1, rim[c]));
        }
        return most;
    }

    private static double relief(Mat gray) {
        var places = new Mat();
        Imgproc.resize(gray, places, new Size(PLACES, PLACES), 0, 0, Imgproc.INTER_AREA);
        Core.subtract(places, Core.mean(places), places);
        double variance = places.dot(places) / places.total();
        var left = places.colRange(0, PLACES - 1);
        var right = places.colRange(1, PLACES);
        double together = left.dot(right) / left.total();
        NativeMemory.free(left, right, places);
        return together / Math.max(1e-9, variance);
    }

    private static double saturated(Mat pixels) {
        var mask = new Mat();
        Core.inRange(pixels, new Scalar(250, 250, 250), new Scalar(255, 255, 255), mask);
        double share = Core.countNonZero(mask) / (double) mask.total();
        NativeMemory.free(mask);
        return share;
    }

    private static double deviation(Mat values) {
        var mean = new MatOfDouble();
        var spread = new MatOfDouble();
        Core.meanStdDev(values, mean, spread);
        double deviation = spread.get(0, 0)[0];
        NativeMemory.free(mean, spread);
        return deviation;
    }
}
