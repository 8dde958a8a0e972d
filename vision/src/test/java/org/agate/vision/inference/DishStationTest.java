package org.agate.vision.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.agate.vision.colour.Frames;
import org.agate.vision.geometry.DishField;
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
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/// Powder in a round dish that stands somewhere else each time, under a camera with frames of the day.
class DishStationTest {

    private static final int SIZE = 400;
    private static final Station STATION = new Station(new DishField(50, 5), null, true);
    private static RatioModel model;

    @TempDir
    Path folder;

    private static byte[] png(Mat pixels) {
        var bytes = new MatOfByte();
        Imgcodecs.imencode(".png", pixels, bytes);
        return bytes.toArray();
    }

    private static byte[] flat(int level) {
        NativeLibrary.load();
        return png(new Mat(SIZE, SIZE, CvType.CV_8UC3, Scalar.all(level)));
    }

    private static Frames frames() {
        return Frames.of(flat(0), flat(230));
    }

    private static byte[] photograph(double share, double radius, long seed) {
        NativeLibrary.load();
        var random = new SplittableRandom(seed);
        var middle = new Point(200 + random.nextDouble(-15, 15), 200 + random.nextDouble(-15, 15));
        var pixels = new Mat(SIZE, SIZE, CvType.CV_8UC3, Scalar.all(60));
        Imgproc.circle(pixels, middle, (int) radius, Scalar.all(150), -1);
        for (int grain = 0; grain < 6_000; grain++) {
            double angle = random.nextDouble(2 * Math.PI);
            double out = 0.9 * radius * Math.sqrt(random.nextDouble());
            double shade = random.nextDouble(0.8, 1);
            var colour = random.nextDouble() < share
                    ? new Scalar(50 * shade, 120 * shade, 210 * shade)
                    : Scalar.all(215 * shade);
            var at = new Point(middle.x + out * Math.cos(angle), middle.y + out * Math.sin(angle));
            Imgproc.circle(pixels, at, 3, colour, -1);
        }
        return png(pixels);
    }

    @BeforeAll
    static void teach() {
        var standards = IntStream.range(0, 24)
                .mapToObj(i -> {
                    double share = (i % 12) / 11.0;
                    return Standard.of(
                            photograph(share, 140, i),
                            "heap-" + i,
                            List.of(share, 1 - share),
                            false,
                            STATION,
                            frames(),
                            null);
                })
                .toList();
        model = RatioModel.train(new Plan("dish", List.of("a", "b"), false, 1, STATION), standards);
    }

    @Test
    void aModelOnDiskFindsTheFramesOfTheDayByNameAndByVersion() {
        var file = folder.resolve("dish.json");
        ModelFile.write(model, file);
        var shot = List.of(photograph(0.4, 140, 900));
        assertThatThrownBy(() -> ModelFile.read(file).infer(shot)).hasMessageContaining("--dark");
        FramesFile.of(file).keep(flat(0), flat(230));
        var byName = ModelFile.read(file);
        assertThat(byName.card().station()).isEqualTo(STATION);
        assertThat(byName.frames().orElseThrow().version()).isEqualTo(frames().version());
        var measured = (Measured) byName.infer(shot);
        assertThat(measured.share()).isBetween(0.25, 0.55);
        assertThat(measured.powder().d50Micrometres()).isPresent();
        var byVersion = ModelFile.read(ModelFile.version(folder, model.card().version()));
        assertThat(byVersion.infer(shot)).isEqualTo(measured);
        assertThat(byVersion.explain(List.of(shot.getFirst())).overlays().getFirst())
                .isNotEmpty();
    }

    @Test
    void framesOfANewDayAreNoticedByNameAndByVersion() throws IOException {
        var file = folder.resolve("dish.json");
        ModelFile.write(model, file);
        FramesFile.of(file).keep(flat(0), flat(230));
        var version = ModelFile.version(folder, model.card().version());
        long tomorrow = System.currentTimeMillis() + 86_400_000;
        Files.setLastModifiedTime(folder.resolve("dish.frames"), FileTime.fromMillis(tomorrow));
        assertThat(ModelFile.written(file)).isEqualTo(tomorrow);
        assertThat(ModelFile.written(version)).isEqualTo(tomorrow);
    }

    @Test
    void aCameraThatCameNearerAndADishThatIsGoneAreNamed() {
        var ready = model.with(frames());
        assertThat(((Refused) ready.infer(List.of(photograph(0.4, 150, 910)))).defects())
                .contains(Defect.SCALE_CHANGED);
        assertThat(((Refused) ready.infer(List.of(flat(120)))).defects()).containsExactly(Defect.DISH_HIDDEN);
    }
}
