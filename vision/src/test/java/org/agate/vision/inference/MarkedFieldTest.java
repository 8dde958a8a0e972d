package org.agate.vision.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.agate.vision.geometry.MarkerField;
import org.agate.vision.geometry.MarkerField.Place;
import org.agate.vision.image.NativeLibrary;
import org.agate.vision.inference.Inference.Measured;
import org.agate.vision.inference.Inference.Refused;
import org.agate.vision.inference.RatioModel.Plan;
import org.agate.vision.quality.Defect;
import org.agate.vision.station.Station;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;
import org.opencv.objdetect.Objdetect;

/// Powder between four markers, photographed by a camera that stands somewhere else each time.
class MarkedFieldTest {

    private static final Map<Integer, Place> CORNERS =
            Map.of(0, new Place(1, 1), 1, new Place(33, 1), 2, new Place(33, 33), 3, new Place(1, 33));
    private static final MarkerField FIELD = new MarkerField(CORNERS, 6, 40, 40, 8);

    private static final Station STATION = new Station(FIELD, null, false);

    private static RatioModel model;

    @TempDir
    Path folder;

    private static byte[] photograph(double share, long seed, int markers) {
        NativeLibrary.load();
        var flat = new Mat(400, 400, CvType.CV_8UC3, Scalar.all(225));
        var powder = Imgcodecs.imdecode(new MatOfByte(TestPowder.photograph(240, share, seed)), Imgcodecs.IMREAD_COLOR);
        powder.copyTo(flat.submat(80, 320, 80, 320));
        CORNERS.forEach((number, corner) -> {
            if (number < markers) {
                var marker = new Mat();
                Objdetect.generateImageMarker(
                        Objdetect.getPredefinedDictionary(Objdetect.DICT_4X4_50), number, 60, marker);
                Imgproc.cvtColor(marker, marker, Imgproc.COLOR_GRAY2BGR);
                int x = (int) (10 * corner.x());
                int y = (int) (10 * corner.y());
                marker.copyTo(flat.submat(y, y + 60, x, x + 60));
            }
        });
        var random = new SplittableRandom(seed);
        var to = new Point[4];
        double[][] square = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
        for (int i = 0; i < 4; i++) {
            to[i] = new Point(
                    60 + 460 * square[i][0] + 40 * random.nextDouble(),
                    60 + 460 * square[i][1] + 40 * random.nextDouble());
        }
        var from = new MatOfPoint2f(new Point(0, 0), new Point(400, 0), new Point(400, 400), new Point(0, 400));
        var seen = new Mat();
        Imgproc.warpPerspective(
                flat,
                seen,
                Imgproc.getPerspectiveTransform(from, new MatOfPoint2f(to)),
                new Size(640, 640),
                Imgproc.INTER_LINEAR,
                0,
                Scalar.all(100));
        var jpeg = new MatOfByte();
        Imgcodecs.imencode(".jpg", seen, jpeg);
        return jpeg.toArray();
    }

    @BeforeAll
    static void teach() {
        var standards = IntStream.range(0, 33)
                .mapToObj(i -> {
                    double share = (i % 11) / 10.0;
                    return Standard.of(
                            photograph(share, i, 4),
                            "heap-" + i,
                            List.of(share, 1 - share),
                            false,
                            STATION,
                            null,
                            null);
                })
                .toList();
        model = RatioModel.train(new Plan("marked", List.of("a", "b"), false, 1, STATION), standards);
    }

    @Test
    void theShareIsSeenWhereverTheCameraStandsAndGrainsHaveASize() {
        double off = 0;
        int measured = 0;
        for (int i = 0; i < 11; i++) {
            if (model.infer(List.of(photograph(i / 10.0, 500 + i, 4))) instanceof Measured seen) {
                off += Math.abs(seen.share() - i / 10.0);
                measured++;
                // Disks of 0.7 and 1.1 mm; where equal ones touch they look larger.
                assertThat(seen.powder().d50Micrometres().orElseThrow()).isBetween(500.0, 4_000.0);
            }
        }
        assertThat(measured).isGreaterThan(7);
        assertThat(off / measured).isLessThan(0.12);
    }

    @Test
    void aHiddenMarkerIsNamedAndGivesNoNumber() {
        var refused = (Refused) model.infer(List.of(photograph(0.5, 900, 1)));
        assertThat(refused.defects()).containsExactly(Defect.MARKER_HIDDEN);
    }

    @Test
    void theFieldIsPartOfTheModel() {
        var file = folder.resolve("marked.json");
        ModelFile.write(model, file);
        var shots = List.of(photograph(0.3, 700, 4));
        var again = ModelFile.read(file);
        assertThat(again.card().station()).isEqualTo(STATION);
        assertThat(again.infer(shots)).isEqualTo(model.infer(shots));
        assertThat(again.explain(List.of(shots.getFirst())).overlays().getFirst())
                .isNotEmpty();
    }
}
