package org.agate.vision.quality;

import org.agate.vision.image.Photograph;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfDouble;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// What can be said of a photograph before measuring it.
///
/// @param sharpness variance of the Laplacian in the middle, in grey levels squared
/// @param level mean brightness, 0 to 255
/// @param saturated share of pixels with all channels at 250 or above
/// @param texture standard deviation of the brightness in the middle, large-scale shading removed
/// @param contrast how much the middle differs from the rim, relative to the rim
public record Quality(double sharpness, double level, double saturated, double texture, double contrast) {

    /// Measures a photograph.
    public static Quality of(Photograph photograph) {
        var gray = photograph.brightness();
        var middle = Photograph.middle(gray);
        var laplacian = new Mat();
        Imgproc.Laplacian(middle, laplacian, CvType.CV_32F);
        double sharpness = Math.pow(deviation(laplacian), 2);
        var shading = new Mat();
        Imgproc.GaussianBlur(middle, shading, new Size(0, 0), Math.max(4, middle.cols() / 12.0));
        Core.subtract(middle, shading, shading);
        double texture = deviation(shading);
        double level = Core.mean(gray).val[0];
        double inside = Core.mean(middle).val[0];
        double rim = rim(gray);
        double saturated = saturated(photograph.pixels());
        laplacian.release();
        shading.release();
        gray.release();
        return new Quality(sharpness, level, saturated, texture, Math.abs(inside - rim) / Math.max(1, rim));
    }

    /// Mean of a frame of 5 % of the picture on each side.
    private static double rim(Mat gray) {
        int frame = Math.max(1, gray.rows() / 20);
        double top = Core.mean(gray.rowRange(0, frame)).val[0];
        double bottom = Core.mean(gray.rowRange(gray.rows() - frame, gray.rows())).val[0];
        double left = Core.mean(gray.colRange(0, frame)).val[0];
        double right = Core.mean(gray.colRange(gray.cols() - frame, gray.cols())).val[0];
        return (top + bottom + left + right) / 4;
    }

    private static double saturated(Mat pixels) {
        var mask = new Mat();
        Core.inRange(pixels, new Scalar(250, 250, 250), new Scalar(255, 255, 255), mask);
        double share = Core.countNonZero(mask) / (double) mask.total();
        mask.release();
        return share;
    }

    private static double deviation(Mat values) {
        var mean = new MatOfDouble();
        var deviation = new MatOfDouble();
        Core.meanStdDev(values, mean, deviation);
        return deviation.get(0, 0)[0];
    }
}
