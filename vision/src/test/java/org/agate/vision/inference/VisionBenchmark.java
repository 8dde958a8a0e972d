package org.agate.vision.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.agate.vision.colour.ColourCorrection;
import org.agate.vision.colour.Frames;
import org.agate.vision.feature.Texture;
import org.agate.vision.geometry.DishField;
import org.agate.vision.image.NativeLibrary;
import org.agate.vision.image.Photograph;
import org.agate.vision.quality.Quality;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/// Prints what looking costs on one core, and teaching on all.
///
/// Not part of the test run; docs/reference/numbers.md has the command.
public final class VisionBenchmark {

    private static final int REPEATS = 12;

    private VisionBenchmark() {}

    public static void main(String[] args) throws Exception {
        NativeLibrary.load();
        Core.setNumThreads(1);
        System.out.println("| what | median ms |");
        System.out.println("|---|---|");
        byte[] large = TestPowder.photograph(1000, 0.4, 1);
        row("decode, 1000 × 1000 px", () -> {
            Photograph.decode(large).close();
            return 0;
        });
        try (var photograph = Photograph.decode(large)) {
            row("gates, 1000 × 1000 px", () -> Quality.of(photograph));
            var frames = Frames.of(flat(0), flat(200));
            row("dark and white frames, 1000 × 1000 px", () -> {
                frames.flatten(photograph).close();
                return 0;
            });
            double[][] patches = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 1, 0}, {1, 1, 1}};
            var correction = ColourCorrection.of(patches, patches);
            row("colours by a card, 1000 × 1000 px", () -> {
                correction.of(photograph).close();
                return 0;
            });
            try (var dish = dish()) {
                row("a dish found and shown to scale, 1000 × 1000 px", () -> {
                    new DishField(50, 15).rectify(dish).pixels().close();
                    return 0;
                });
            }
            var tile = photograph.pixels().submat(0, 256, 0, 256);
            row("features, tile of 256 px", () -> Texture.of(tile, false));
            row("features, tile of 256 px, handed", () -> Texture.of(tile, true));
        }
        long start = System.nanoTime();
        var standards = IntStream.range(0, 300)
                .parallel()
                .mapToObj(
                        i -> Standard.of(TestPowder.photograph(256, (i % 11) / 10.0, i), "heap-" + i, (i % 11) / 10.0))
                .toList();
        print("drawing and measuring 300 standards of one tile, all cores", (System.nanoTime() - start) / 1e6);
        start = System.nanoTime();
        var model = RatioModel.train("powder", standards, 1);
        print(
                "teaching 300 standards of one tile, cross-validation included, all cores",
                (System.nanoTime() - start) / 1e6);
        start = System.nanoTime();
        Teaching.restore(model.card(), model.standards(), List.of());
        print("the same at fixed hyperparameters", (System.nanoTime() - start) / 1e6);
        row("whole photograph, 1000 × 1000 px, 16 tiles", () -> model.infer(List.of(large)));
        row("whole photograph, one tile", () -> model.infer(List.of(TestPowder.photograph(256, 0.5, 3))));
        var many = new ArrayList<byte[]>();
        for (int i = 0; i < 100; i++) {
            many.add(TestPowder.photograph(1000, 0.3, 900 + i));
        }
        start = System.nanoTime();
        many.parallelStream().forEach(photograph -> model.infer(List.of(photograph)));
        print("100 photographs of 16 tiles, all cores", (System.nanoTime() - start) / 1e6);
    }

    private static byte[] flat(int level) {
        var png = new MatOfByte();
        Imgcodecs.imencode(".png", new Mat(1000, 1000, CvType.CV_8UC3, Scalar.all(level)), png);
        return png.toArray();
    }

    private static Photograph dish() {
        var pixels = new Mat(1000, 1000, CvType.CV_8UC3, Scalar.all(90));
        Imgproc.circle(pixels, new Point(500, 480), 400, Scalar.all(210), -1);
        return Photograph.of(pixels);
    }

    private static void row(String what, Callable<?> work) throws Exception {
        double[] times = new double[REPEATS];
        for (int i = -REPEATS / 2; i < REPEATS; i++) {
            long start = System.nanoTime();
            work.call();
            if (i >= 0) {
                times[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        java.util.Arrays.sort(times);
        print(what, times[REPEATS / 2]);
    }

    private static void print(String what, double milliseconds) {
        System.out.printf(Locale.ROOT, "| %s | %.0f |%n", what, milliseconds);
    }
}
