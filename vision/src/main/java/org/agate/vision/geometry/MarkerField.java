package org.agate.vision.geometry;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agate.vision.VisionFault;
import org.agate.vision.image.NativeMemory;
import org.agate.vision.image.Photograph;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.objdetect.ArucoDetector;

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
        implements FlatField {

    /// A place in the field, in millimetres from its upper left corner.
    public record Place(double x, double y) {}

    private static final int FEWEST = 2;
    private static final int LAST_NUMBER = 49;

    public MarkerField {
        // Sorted: what a model learnt from is hashed, and must read the same in every process.
        var sorted = new TreeMap<>(corners);
        corners = Collections.unmodifiableSortedMap(sorted);
        if (corners.size() < FEWEST || !(markerMillimetres > 0) || !(pixelsPerMillimetre > 0)) {
            throw new IllegalArgumentException("A field needs two markers of a known size, not %s of (%s) mm."
                    .formatted(corners, markerMillimetres));
        }
        if (sorted.firstKey() < 0 || sorted.lastKey() > LAST_NUMBER) {
            throw new IllegalArgumentException(
                    "Markers %s are not numbered 0 to %d.".formatted(corners.keySet(), LAST_NUMBER));
        }
        FlatField.requireVisible(widthMillimetres, heightMillimetres, pixelsPerMillimetre);
    }

    /// Looks for the markers and turns the field upright.
    ///
    /// @throws VisionFault `vision.markers.hidden` when fewer than two are seen, `vision.markers.moved`
    ///     when they are not where they should be
    @Override
    public Seen rectify(Photograph photograph) {
        var field = new ArrayList<Point>();
        var picture = new ArrayList<Point>();
        var seen = find(photograph, field, picture);
        if (seen.size() < FEWEST) {
            throw new VisionFault(
                    "vision.markers.hidden",
                    "Of the markers %s only %s are seen.".formatted(corners.keySet(), seen),
                    "Maybe something lies on them, or the picture is blurred.");
        }
        return new Pose(picture, field).upright(photograph, this, seen);
    }

    private TreeSet<Integer> find(Photograph photograph, List<Point> field, List<Point> picture) {
        var found = new ArrayList<Mat>();
        var numbers = new Mat();
        var dictionary = Sheet.dictionary();
        var detector = new ArucoDetector(dictionary);
        detector.detectMarkers(photograph.pixels(), found, numbers);
        // Native code that they own is at work until here: they must not be collected before.
        Reference.reachabilityFence(detector);
        Reference.reachabilityFence(dictionary);
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

    @Override
    public Sheet sheet() {
        return new Sheet(
                widthMillimetres,
                heightMillimetres,
                corners.entrySet().stream()
                        .flatMap(corner -> Sheet.marker(
                                corner.getKey(),
                                corner.getValue().x(),
                                corner.getValue().y(),
                                markerMillimetres)
                                .stream())
                        .toList(),
                List.of());
    }
}
