package org.agate.vision.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.agate.vision.image.NativeLibrary;
import org.agate.vision.image.Photograph;
import org.agate.vision.station.StationFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.opencv.objdetect.Objdetect;

/// A field of 60 by 60 mm with a marker in each corner, drawn at 10 pixels per millimetre and seen askew.
class MarkerFieldTest {

    private static final double MARKER = 8;
    private static final Map<Integer, MarkerField.Place> CORNERS = Map.of(
            0,
            new MarkerField.Place(2, 2),
            1,
            new MarkerField.Place(50, 2),
            2,
            new MarkerField.Place(50, 50),
            3,
            new MarkerField.Place(2, 50));
    private static final MarkerField FIELD = new MarkerField(CORNERS, MARKER, 60, 60, 12);

    private static Photograph askew(Map<Integer, MarkerField.Place> corners) {
        NativeLibrary.load();
        var flat = new Mat(600, 600, CvType.CV_8UC3, Scalar.all(235));
        var dictionary = Objdetect.getPredefinedDictionary(Objdetect.DICT_4X4_50);
        corners.forEach((number, corner) -> {
            var marker = new Mat();
            Objdetect.generateImageMarker(dictionary, number, 80, marker);
            Imgproc.cvtColor(marker, marker, Imgproc.COLOR_GRAY2BGR);
            marker.copyTo(flat.submat(
                    (int) (10 * corner.y()),
                    (int) (10 * corner.y()) + 80,
                    (int) (10 * corner.x()),
                    (int) (10 * corner.x()) + 80));
        });
        // A disk of 20 mm in the middle.
        Imgproc.circle(flat, new Point(300, 300), 100, new Scalar(60, 120, 200), -1);
        return Askew.of(
                flat,
                new Size(900, 800),
                new Point(160, 90),
                new Point(800, 150),
                new Point(760, 720),
                new Point(90, 640));
    }

    private static double diskMillimetres(Field.Seen seen) {
        double area = 0;
        var pixels = seen.pixels().pixels();
        for (int y = 0; y < pixels.rows(); y++) {
            for (int x = 0; x < pixels.cols(); x++) {
                double[] colour = pixels.get(y, x);
                area += colour[0] < 120 && colour[2] > 150 ? 1 : 0;
            }
        }
        return 2 * Math.sqrt(area / Math.PI) / FIELD.pixelsPerMillimetre();
    }

    @Test
    void aFieldSeenAskewIsUprightAndToScale() {
        try (var photograph = askew(CORNERS)) {
            var seen = FIELD.rectify(photograph);
            assertThat(seen.pixels().pixels().rows()).isEqualTo(720);
            assertThat(diskMillimetres(seen)).isCloseTo(20, within(0.4));
            assertThat(seen.offMillimetres()).isLessThan(0.2);
            assertThat(seen.scale()).isBetween(8.0, 12.0);
            seen.pixels().close();
        }
    }

    @Test
    void twoMarkersSufficeAndOneDoesNot() {
        var two = new TreeMap<>(CORNERS);
        two.remove(1);
        two.remove(3);
        try (var photograph = askew(two)) {
            var seen = FIELD.rectify(photograph);
            assertThat(diskMillimetres(seen)).isCloseTo(20, within(0.6));
            seen.pixels().close();
        }
        two.remove(0);
        try (var photograph = askew(two)) {
            assertThatThrownBy(() -> FIELD.rectify(photograph)).hasMessageContaining("only [2] are seen");
        }
    }

    @Test
    void aMarkerThatWasMovedIsNoticed() {
        var moved = new TreeMap<>(CORNERS);
        moved.put(2, new MarkerField.Place(44, 50));
        try (var photograph = askew(moved)) {
            assertThatThrownBy(() -> FIELD.rectify(photograph)).hasMessageContaining("from where they should be");
        }
    }

    @Test
    void aFieldIsReadFromAFileAndAWrongOneIsRefused(@TempDir Path folder) throws IOException {
        var file = folder.resolve("field.json");
        Files.writeString(file, """
                {"corners": {"0": {"x": 2, "y": 2}, "1": {"x": 50, "y": 2}, "2": {"x": 50, "y": 50}, "3": {"x": 2, "y": 50}},
                 "markerMillimetres": 8, "widthMillimetres": 60, "heightMillimetres": 60, "pixelsPerMillimetre": 12}
                """);
        assertThat(StationFile.read(file).field()).isEqualTo(FIELD);
        Files.writeString(file, """
                {"corners": {}, "markerMillimetres": 8, "widthMillimetres": 60, "heightMillimetres": 60, "pixelsPerMillimetre": 12}
                """);
        assertThatThrownBy(() -> StationFile.read(file)).hasMessageContaining("two markers");
        Files.writeString(file, "{");
        assertThatThrownBy(() -> StationFile.read(file)).hasMessageContaining("field.json");
        assertThatThrownBy(() -> StationFile.read(folder.resolve("gone.json"))).hasMessageContaining("gone.json");
    }

    @Test
    void aFieldIsWrittenTheSameInEveryProcess() {
        var corners = new TreeMap<Integer, MarkerField.Place>();
        for (int number = 0; number < 12; number++) {
            corners.put(number, new MarkerField.Place(number, 0));
        }
        assertThat(new MarkerField(corners, 8, 60, 60, 12).toString()).contains(corners.toString());
    }
}
