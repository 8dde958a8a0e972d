package org.agate.vision.geometry;

import java.util.List;
import org.agate.vision.VisionFault;
import org.agate.vision.image.NativeMemory;
import org.agate.vision.image.Photograph;
import org.opencv.calib3d.Calib3d;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Point;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// How a camera looks at a flat field, by points that were found in its picture.
///
/// @param picture where they are in the picture, pixels
/// @param field where they are in the field, millimetres
record Pose(List<Point> picture, List<Point> field) {

    /// Points that lie farther from where the pose says are not of this field.
    private static final double MOST_OFF_MILLIMETRES = 0.5;

    /// The field, turned upright.
    ///
    /// @param what the points are, for the message
    /// @throws VisionFault `vision.markers.moved` when they are not where they should be
    Field.Seen upright(Photograph photograph, FlatField flat, Object what) {
        var from = new MatOfPoint2f(picture.toArray(Point[]::new));
        var to = new MatOfPoint2f(field.toArray(Point[]::new));
        var turn = Calib3d.findHomography(from, to);
        try {
            double off = turn.empty() ? Double.POSITIVE_INFINITY : off(turn, from);
            if (off > MOST_OFF_MILLIMETRES) {
                throw new VisionFault(
                        "vision.markers.moved",
                        "Markers %s lie (%.2f) mm from where they should be.".formatted(what, off),
                        "Maybe one was stuck on anew: measure the field again.");
            }
            return new Field.Seen(Photograph.of(warped(photograph, turn, flat)), off, scale(turn, flat));
        } finally {
            NativeMemory.free(from, to, turn);
        }
    }

    private double off(Mat turn, MatOfPoint2f from) {
        var points = moved(turn, from);
        double squares = 0;
        for (int i = 0; i < points.length; i++) {
            squares += Math.pow(points[i].x - field.get(i).x, 2) + Math.pow(points[i].y - field.get(i).y, 2);
        }
        return Math.sqrt(squares / points.length);
    }

    private static Point[] moved(Mat turn, MatOfPoint2f from) {
        var moved = new MatOfPoint2f();
        Core.perspectiveTransform(from, moved, turn);
        var points = moved.toArray();
        NativeMemory.free(moved);
        return points;
    }

    private static Mat warped(Photograph photograph, Mat turn, FlatField flat) {
        double zoomed = flat.pixelsPerMillimetre();
        var zoom = Mat.eye(3, 3, turn.type());
        zoom.put(0, 0, zoomed);
        zoom.put(1, 1, zoomed);
        var whole = new Mat();
        var nothing = new Mat();
        Core.gemm(zoom, turn, 1, nothing, 0, whole);
        var pixels = new Mat();
        var size = new Size(Math.rint(flat.widthMillimetres() * zoomed), Math.rint(flat.heightMillimetres() * zoomed));
        Imgproc.warpPerspective(photograph.pixels(), pixels, whole, size, Imgproc.INTER_AREA);
        NativeMemory.free(zoom, nothing, whole);
        return pixels;
    }

    /// The root of how many pixels a square millimetre in the middle of the field takes.
    private static double scale(Mat turn, FlatField flat) {
        double x = flat.widthMillimetres() / 2;
        double y = flat.heightMillimetres() / 2;
        var back = new Mat();
        Core.invert(turn, back);
        var corners = new MatOfPoint2f(new Point(x, y), new Point(x + 1, y), new Point(x, y + 1));
        var seen = moved(back, corners);
        NativeMemory.free(back, corners);
        double area =
                (seen[1].x - seen[0].x) * (seen[2].y - seen[0].y) - (seen[2].x - seen[0].x) * (seen[1].y - seen[0].y);
        return Math.sqrt(Math.abs(area));
    }
}
