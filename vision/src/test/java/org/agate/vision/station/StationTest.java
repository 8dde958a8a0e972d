package org.agate.vision.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agate.vision.VisionFault;
import org.agate.vision.colour.Frames;
import org.agate.vision.geometry.DishField;
import org.agate.vision.geometry.MarkerField;
import org.agate.vision.geometry.MarkerField.Place;
import org.agate.vision.image.NativeLibrary;
import org.agate.vision.image.Photograph;
import org.agate.vision.inference.TestPowder;
import org.agate.vision.station.ColourCard.Patch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;
import org.opencv.objdetect.Objdetect;

/// Frames, a dish's edge and a colour card: whatever lamp and camera do, the picture is the same.
class StationTest {

    private static final double[][] COLOURS = {
        {115, 82, 68}, {194, 150, 130}, {98, 122, 157}, {214, 126, 44}, {70, 148, 73}, {243, 243, 242}, {52, 52, 52}
    };
    private static final MarkerField MARKERS = new MarkerField(
            Map.of(0, new Place(1, 1), 1, new Place(33, 1), 2, new Place(33, 33), 3, new Place(1, 33)), 6, 40, 40, 8);

    @BeforeAll
    static void load() {
        NativeLibrary.load();
    }

    private static byte[] png(Mat pixels) {
        var bytes = new MatOfByte();
        Imgcodecs.imencode(".png", pixels, bytes);
        return bytes.toArray();
    }

    /// What a camera records of an even surface of that brightness under a lamp that is brighter on the left; sRGB.
    private static Mat recorded(double brightness, double lamp, int size) {
        var light = new Mat(size, size, CvType.CV_32FC3);
        for (int x = 0; x < size; x++) {
            double here = 0.01 + brightness * lamp * (1 - 0.4 * x / size);
            light.col(x).setTo(Scalar.all(here));
        }
        var curve = new Mat();
        Core.pow(light, 1 / 2.4, curve);
        var pixels = new Mat();
        curve.convertTo(pixels, CvType.CV_8U, 255 * 1.055, -255 * 0.055);
        return pixels;
    }

    private static Frames frames(double lamp) {
        return Frames.of(png(recorded(0, lamp, 200)), png(recorded(0.8, lamp, 200)));
    }

    @Test
    void anUnevenLampThatWeakensIsTakenOut() {
        var station = Station.BARE.withFrames();
        var levels = new ArrayList<Double>();
        for (double lamp : new double[] {1, 0.7}) {
            try (var photograph = Photograph.of(recorded(0.4, lamp, 200));
                    var view = station.view(photograph, frames(lamp))) {
                double left = view.pixels().pixels().get(100, 20)[0];
                assertThat(view.pixels().pixels().get(100, 180)[0]).isCloseTo(left, within(3.0));
                levels.add(left);
            }
        }
        assertThat(levels.get(1)).isCloseTo(levels.get(0), within(3.0));
    }

    @Test
    void framesThatSayNothingAreRefused() {
        var dark = png(recorded(0, 1, 200));
        var white = png(recorded(0.8, 1, 200));
        assertThatThrownBy(() -> Frames.of(white, dark)).hasMessageContaining("exchanged");
        var clipped = recorded(0.8, 1, 200);
        clipped.colRange(0, 40).setTo(Scalar.all(255));
        assertThatThrownBy(() -> Frames.of(dark, png(clipped))).hasMessageContaining("20 %");
        assertThatThrownBy(() -> Frames.of(dark, png(recorded(0.8, 1, 100)))).hasMessageContaining("100 × 100");
        try (var photograph = Photograph.of(recorded(0.4, 1, 120))) {
            assertThatThrownBy(() -> frames(1).flatten(photograph)).hasMessageContaining("120 × 120");
            assertThatThrownBy(() -> Station.BARE.withFrames().view(photograph, null))
                    .isInstanceOf(VisionFault.class)
                    .hasMessageContaining("--dark");
        }
    }

    /// Markers, and a card of seven patches along the lower edge, in a light of that cast.
    private static Mat table(Scalar cast) {
        var flat = new Mat(400, 400, CvType.CV_8UC3, Scalar.all(200));
        MARKERS.corners().forEach((number, corner) -> {
            var marker = new Mat();
            Objdetect.generateImageMarker(Objdetect.getPredefinedDictionary(Objdetect.DICT_4X4_50), number, 60, marker);
            Imgproc.cvtColor(marker, marker, Imgproc.COLOR_GRAY2BGR);
            int x = (int) (10 * corner.x());
            int y = (int) (10 * corner.y());
            marker.copyTo(flat.submat(y, y + 60, x, x + 60));
        });
        for (int i = 0; i < COLOURS.length; i++) {
            int x = 100 + 28 * i;
            flat.submat(350, 376, x, x + 26).setTo(new Scalar(COLOURS[i][2], COLOURS[i][1], COLOURS[i][0]));
        }
        flat.submat(150, 250, 150, 250).setTo(new Scalar(60, 120, 200));
        var linear = new Mat();
        flat.convertTo(linear, CvType.CV_32FC3, 1 / 255.0);
        Core.pow(linear, 2.2, linear);
        Core.multiply(linear, cast, linear);
        Core.pow(linear, 1 / 2.2, linear);
        linear.convertTo(linear, CvType.CV_8UC3, 255);
        return linear;
    }

    private static ColourCard card() {
        var patches = new ArrayList<Patch>();
        for (int i = 0; i < COLOURS.length; i++) {
            patches.add(new Patch(10 + 2.8 * i, 35, COLOURS[i][0], COLOURS[i][1], COLOURS[i][2]));
        }
        return new ColourCard(patches, 2.6);
    }

    @Test
    void aCastIsTakenOutByTheCardAndADifferenceIsKeptWithTheShot() {
        var station = new Station(MARKERS, card(), false);
        try (var plain = Photograph.of(table(Scalar.all(1)));
                var warm = Photograph.of(table(new Scalar(0.7, 0.85, 0.95)));
                var seen = station.view(plain, null);
                var corrected = station.view(warm, null)) {
            double[] wanted = seen.pixels().pixels().get(160, 160);
            double[] got = corrected.pixels().pixels().get(160, 160);
            for (int c = 0; c < 3; c++) {
                assertThat(got[c]).isCloseTo(wanted[c], within(5.0));
            }
            assertThat(corrected.colourDifference().orElseThrow()).isLessThan(3);
            assertThat(warm.pixels().get(200, 200)[0]).isLessThan(55);
        }
    }

    @Test
    void aCardThatCannotBeMetIsNoCard() {
        var wrong = table(Scalar.all(1));
        wrong.submat(350, 376, 100, 300).setTo(new Scalar(30, 200, 90));
        try (var photograph = Photograph.of(wrong)) {
            assertThatThrownBy(() -> new Station(MARKERS, card(), false).view(photograph, null))
                    .extracting(fault -> ((VisionFault) fault).code())
                    .isEqualTo("vision.card.not-met");
        }
        assertThatThrownBy(() -> new Station(null, card(), false)).hasMessageContaining("field");
        var beside = new ColourCard(
                card().patches().stream()
                        .map(each -> new Patch(each.x() + 20, each.y(), 1, 2, 3))
                        .toList(),
                2.6);
        assertThatThrownBy(() -> new Station(MARKERS, beside, false)).hasMessageContaining("outside");
        assertThatThrownBy(() -> new ColourCard(List.of(), 2)).hasMessageContaining("six patches");
    }

    private static Mat dish(double x, double y, double radius) {
        var pixels = new Mat(480, 640, CvType.CV_8UC3, Scalar.all(90));
        Imgproc.circle(pixels, new Point(x, y), (int) radius, Scalar.all(215), -1, Imgproc.LINE_AA);
        // What lies in the dish has edges too.
        Imgproc.rectangle(pixels, new Point(x - 20, y - 30), new Point(x + 10, y + 10), new Scalar(40, 90, 200), -1);
        var noise = new Mat(480, 640, CvType.CV_8UC3);
        Core.setRNGSeed(3);
        Core.randn(noise, 12, 6);
        Core.add(pixels, noise, pixels);
        return pixels;
    }

    @ParameterizedTest
    @ValueSource(doubles = {100, 140, 180})
    void aDishIsFoundByItsEdgeAndShownToScaleWhereverItStands(double radius) {
        var field = new DishField(50, 6);
        try (var photograph = Photograph.of(dish(330, 235, radius))) {
            var seen = field.rectify(photograph);
            // A drawn disk is a pixel wider than twice its radius.
            double scale = (2 * radius + 1) / 50;
            assertThat(seen.scale()).isCloseTo(scale, within(0.005 * scale));
            var pixels = seen.pixels().pixels();
            assertThat(pixels.rows()).isEqualTo(336);
            // The middle of the dish is the middle of the picture, its edge 25 mm away.
            assertThat(pixels.get(168, 168 + 144)[0]).isGreaterThan(190);
            assertThat(pixels.get(168, 168 + 156)[0]).isLessThan(140);
            assertThat(pixels.get(168 - 144, 168)[0]).isGreaterThan(190);
            seen.pixels().close();
        }
    }

    @Test
    void aTableWithoutADishIsToldSo() {
        var empty = new Mat(480, 640, CvType.CV_8UC3);
        Core.setRNGSeed(5);
        Core.randn(empty, 120, 20);
        try (var photograph = Photograph.of(empty)) {
            assertThatThrownBy(() -> new DishField(50, 6).rectify(photograph))
                    .extracting(fault -> ((VisionFault) fault).code())
                    .isEqualTo("vision.dish.hidden");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void powderThatFillsThePictureIsNoDish(long seed) {
        for (int size : new int[] {256, 640}) {
            try (var photograph = Photograph.decode(TestPowder.photograph(size, 0.5, seed))) {
                assertThatThrownBy(() -> new DishField(50, 6).rectify(photograph))
                        .hasMessageContaining("No round edge");
            }
        }
    }

    @Test
    void aStationIsReadFromAFile(@TempDir Path folder) throws IOException {
        var file = folder.resolve("station.json");
        Files.writeString(file, "{\"diameterMillimetres\": 50, \"pixelsPerMillimetre\": 6}");
        assertThat(StationFile.read(file).field()).isEqualTo(new DishField(50, 6));
        Files.writeString(file, """
                {"corners": {"0": {"x": 1, "y": 1}, "1": {"x": 33, "y": 1}, "2": {"x": 33, "y": 33}, "3": {"x": 1, "y": 33}},
                 "markerMillimetres": 6, "widthMillimetres": 40, "heightMillimetres": 40, "pixelsPerMillimetre": 8,
                 "card": {"patchMillimetres": 2.6, "patches": [
                   {"x": 10, "y": 35, "red": 115, "green": 82, "blue": 68}]}}
                """);
        assertThatThrownBy(() -> StationFile.read(file)).hasMessageContaining("six patches");
        Files.writeString(file, Files.readString(file).replace("\"widthMillimetres\": 40, ", ""));
        assertThatThrownBy(() -> StationFile.read(file)).hasMessageContaining("widthMillimetres");
        Files.writeString(file, "[]");
        assertThatThrownBy(() -> StationFile.read(file)).hasMessageContaining("no JSON object");
    }
}
