package org.agate.vision.geometry;

import org.agate.vision.image.Photograph;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// What a camera that does not look straight down sees of something flat, on a gray table.
final class Askew {

    private Askew() {}

    /// @param corners where those of the flat thing are in the photograph: upper left, then clockwise
    static Photograph of(Mat flat, Size size, Point... corners) {
        double right = flat.cols();
        double bottom = flat.rows();
        var from =
                new MatOfPoint2f(new Point(0, 0), new Point(right, 0), new Point(right, bottom), new Point(0, bottom));
        var seen = new Mat();
        Imgproc.warpPerspective(
                flat,
                seen,
                Imgproc.getPerspectiveTransform(from, new MatOfPoint2f(corners)),
                size,
                Imgproc.INTER_LINEAR,
                0,
                Scalar.all(90));
        return Photograph.of(seen);
    }
}
