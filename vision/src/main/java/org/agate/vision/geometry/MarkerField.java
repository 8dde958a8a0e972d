package org.agate.vision.geometry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agate.vision.VisionFault;
import org.agate.vision.image.NativeLibrary;
import org.agate.vision.image.NativeMemory;
import org.agate.vision.image.Photograph;
import org.opencv.calib3d.Calib3d;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Point;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.opencv.objdetect.ArucoDetector;
import org.opencv.objdetect.Objdetect;

/// A flat field with ArUco markers (dictionary 4×4, 50) at known places: whatever the camera's pose, it is seen from
/// above, with a known number of pixels per millimetre.
///
/// @param corners upper left corner of each marker in the field, by its number, in millimetres
/// @param markerMillimetres edge of a marker
/// @param widthMillimetres and height of the field
public record MarkerField(
        Map<Integer, Place> corners,
        double markerMillimetres,
        double widthMillimetres,
        double heightMillimetres,
        double pixelsPerMillimetre)
        implements Field {

    /// A place in the field, in millimetres from its upper left corner.
    public record Place(double x, double y) {}

    private static final int FEWEST = 2;

    /// Corners that lie farther from where the pose says are no markers of this field.
    private static final double MOST_OFF_MILLIMETRES = 0.5;

    public MarkerField {
        // Sorted: what a model learnt from is hashed, and must read the same in every process.
        corners = Collections.unmodifiableSortedMap(new TreeMap<>(corners));
        if (corners.size() < FEWEST || !(markerMillimetres > 0) || !(pixelsPerMillimetre > 0)) {
            throw new IllegalArgumentException("A field needs two markers of a known size, not %s of (%s) mm."
                    .formatted(corners, markerMillimetres));
        }
        if (!(widthMillimetres > 0) || !(heightMillimetres > 0)) {
            throw new IllegalArgumentException(
                    "A field of (%s × %s) mm shows nothing.\nMaybe give widthMillimetres and heightMillimetres."
                            .formatted(widthMillimetres, heightMillimetres));
        }
    }

    /// Looks for the markers and turns the field upright.
    ///
    /// @throws VisionFault `vision.markers.hidden` when fewer than two are seen, `vision.markers.moved`
    ///     when they are not where they should be
    @Override
    public Seen rectify(Photograph photograph) {
        NativeLibrary.load();
        var field = new ArrayList<Point>();
        var picture = new ArrayList<Point>();
        var seen = find(photograph, field, picture);
        if (seen.size() < FEWEST) {
            throw new VisionFault(
                    "vision.markers.hidden",
                    "Of the markers %s only %s are seen.".formatted(corners.keySet(), seen),
                    "Maybe something lies on them, or the picture is blurred.");
        }
        var from = new MatOfPoint2f(picture.toArray(Point[]::new));
        var to = new MatOfPoint2f(field.toArray(Point[]::new));
        var pose = Calib3d.findHomography(from, to);
        try {
            double off = pose.empty() ? Double.POSITIVE_INFINITY : off(pose, from, field);
            if (off > MOST_OFF_MILLIMETRES) {
                throw new VisionFault(
                        "vision.markers.moved",
                        "Markers %s lie (%.2f) mm from where they should be.".formatted(seen, off),
                        "Maybe one was stuck on anew: measure the field again.");
            }
            return new Seen(Photograph.of(warped(photograph, pose)), off, scale(picture));
        } finally {
            NativeMemory.free(from, to, pose);
        }
    }

    private TreeSet<Integer> find(Photograph photograph, List<Point> field, List<Point> picture) {
        var found = new ArrayList<Mat>();
        var numbers = new Mat();
        var detector = new ArucoDetector(Objdetect.getPredefinedDictionary(Objdetect.DICT_4X4_50));
        detector.detectMarkers(photograph.pixels(), found, numbers);
        var seen = new TreeSet<Integer>();
        for (int i = 0; i < found.size(); i++) {
            int number = (int) numbers.get(i, 0)[0];
            var corner = corners.get(number);
            if (corner != null) {
                seen.add(number);
                double[][] square = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
                for (int k = 0; k < square.length; k++) {
                    field.add(new Point(
                            corner.x() + square[k][0] * markerMillimetres,
                            corner.y() + square[k][1] * markerMillimetres));
                    double[] at = found.get(i).get(0, k);
                    picture.add(new Point(at[0], at[1]));
                }
            }
            NativeMemory.free(found.get(i));
        }
        NativeMemory.free(numbers);
        return seen;
    }

    private double off(Mat pose, MatOfPoint2f from, List<Point> field) {
        var moved = new MatOfPoint2f();
        Core.perspectiveTransform(from, moved, pose);
        var points = moved.toArray();
        NativeMemory.free(moved);
        double squares = 0;
        for (int i = 0; i < points.length; i++) {
            squares += Math.pow(points[i].x - field.get(i).x, 2) + Math.pow(points[i].y - field.get(i).y, 2);
        }
        return Math.sqrt(squares / points.length);
    }

    private Mat warped(Photograph photograph, Mat pose) {
        var zoom = Mat.eye(3, 3, pose.type());
        zoom.put(0, 0, pixelsPerMillimetre);
        zoom.put(1, 1, pixelsPerMillimetre);
        var whole = new Mat();
        Core.gemm(zoom, pose, 1, new Mat(), 0, whole);
        var pixels = new Mat();
        var size = new Size(
                Math.rint(widthMillimetres * pixelsPerMillimetre), Math.rint(heightMillimetres * pixelsPerMillimetre));
        Imgproc.warpPerspective(photograph.pixels(), pixels, whole, size, Imgproc.INTER_AREA);
        NativeMemory.free(zoom, whole);
        return pixels;
    }

    /// The mean edge of a marker in the picture over its edge in the field.
    private double scale(List<Point> picture) {
        double sum = 0;
        for (int i = 0; i < picture.size(); i += 4) {
            for (int k = 0; k < 4; k++) {
                var a = picture.get(i + k);
                var b = picture.get(i + (k + 1) % 4);
                sum += Math.hypot(a.x - b.x, a.y - b.y);
            }
        }
        return sum / picture.size() / markerMillimetres;
    }
}
