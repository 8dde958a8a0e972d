package org.agate.vision.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agate.vision.image.NativeLibrary;
import org.agate.vision.inference.Inference.Measured;
import org.agate.vision.inference.RatioModel.Plan;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/// Materials that fill the picture: four colours, and crystals that differ from each other as left from right.
class MaterialsTest {

    private static final int SIZE = 128;

    private static byte[] photograph(SplittableRandom random, int grains, Painter painter) {
        NativeLibrary.load();
        var pixels = new Mat(SIZE, SIZE, CvType.CV_8UC3, new Scalar(60, 60, 60));
        for (int grain = 0; grain < grains; grain++) {
            painter.paint(pixels, random);
        }
        var noise = new Mat(SIZE, SIZE, CvType.CV_8UC3);
        Core.setRNGSeed(random.nextInt());
        Core.randu(noise, 0, 6);
        Core.add(pixels, noise, pixels);
        Imgproc.GaussianBlur(pixels, pixels, new Size(0, 0), 0.7);
        var png = new MatOfByte();
        Imgcodecs.imencode(".png", pixels, png);
        pixels.release();
        noise.release();
        return png.toArray();
    }

    private interface Painter {
        void paint(Mat pixels, SplittableRandom random);
    }

    /// Disks of four colours.
    private static byte[] fourColours(List<Double> shares, long seed) {
        var colours = List.of(
                new Scalar(200, 205, 210),
                new Scalar(150, 170, 215),
                new Scalar(205, 170, 150),
                new Scalar(120, 125, 130));
        return photograph(new SplittableRandom(seed), 700, (pixels, random) -> {
            double drawn = random.nextDouble();
            int kind = 0;
            double sum = shares.getFirst();
            while (kind < 3 && drawn > sum) {
                sum += shares.get(++kind);
            }
            var middle = new Point(random.nextInt(SIZE), random.nextInt(SIZE));
            double shade = 0.85 + 0.15 * random.nextDouble();
            var colour = colours.get(kind).val;
            Imgproc.circle(pixels, middle, 4, new Scalar(colour[0] * shade, colour[1] * shade, colour[2] * shade), -1);
        });
    }

    /// Hooks that turn left or right, in any direction, most of them whole.
    private static byte[] hooks(double left, long seed) {
        return photograph(new SplittableRandom(seed), 110, (pixels, random) -> {
            double hand = random.nextDouble() < left ? 1 : -1;
            double angle = 2 * Math.PI * random.nextDouble();
            double x = random.nextInt(SIZE);
            double y = random.nextInt(SIZE);
            double[][] outline = {{0, 0}, {3, 0}, {3, 9}, {10, 9}, {10, 12}, {0, 12}};
            var points = new Point[outline.length];
            for (int i = 0; i < points.length; i++) {
                double u = hand * (outline[i][0] - 4);
                double v = outline[i][1] - 6;
                points[i] = new Point(
                        x + u * Math.cos(angle) - v * Math.sin(angle), y + u * Math.sin(angle) + v * Math.cos(angle));
            }
            double level = 120 + 120 * random.nextDouble();
            Imgproc.fillPoly(pixels, List.of(new MatOfPoint(points)), Scalar.all(level));
        });
    }

    private static List<Double> mixture(SplittableRandom random) {
        double[] parts = new double[4];
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            parts[i] = -Math.log(random.nextDouble());
            sum += parts[i];
        }
        return List.of(parts[0] / sum, parts[1] / sum, parts[2] / sum, parts[3] / sum);
    }

    @Test
    void fourComponentsAreToldApartAndAddUp() {
        var random = new SplittableRandom(1);
        var standards = new ArrayList<Standard>();
        for (int i = 0; i < 90; i++) {
            var shares = mixture(random);
            standards.add(Standard.of(fourColours(shares, i), "heap-" + i, shares, false));
        }
        var model = RatioModel.train(new Plan("four", List.of("w", "x", "y", "z"), false, 1), standards);
        double off = 0;
        int values = 0;
        int covered = 0;
        for (int i = 0; i < 30; i++) {
            var shares = mixture(random);
            if (model.infer(List.of(fourColours(shares, 1_000 + i))) instanceof Measured measured) {
                double sum = 0;
                for (int c = 0; c < 4; c++) {
                    var share = measured.shares().get(c);
                    sum += share.value();
                    off += Math.abs(share.value() - shares.get(c));
                    covered += shares.get(c) >= share.low() && shares.get(c) <= share.high() ? 1 : 0;
                    values++;
                }
                assertThat(sum).isCloseTo(1, within(1e-9));
            }
        }
        assertThat(values).isGreaterThan(80);
        assertThat(off / values).isLessThan(0.06);
        assertThat(covered / (double) values).isGreaterThan(0.8);
    }

    private static double errorOfHooks(boolean handed) {
        var standards = new ArrayList<Standard>();
        for (int i = 0; i < 120; i++) {
            double share = (i % 11) / 10.0;
            standards.add(Standard.of(hooks(share, i), "heap-" + i, List.of(share, 1 - share), handed));
        }
        var model = RatioModel.train(new Plan("hooks", List.of("left", "right"), handed, 1), standards);
        double off = 0;
        for (int i = 0; i < 33; i++) {
            double share = (i % 11) / 10.0;
            off += Math.abs(model.infer(List.of(hooks(share, 5_000 + i)))
                                    .looks()
                                    .getFirst()
                                    .share()
                            - share)
                    / 33;
        }
        return off;
    }

    @Test
    void leftAndRightAreToldApartOnlyWhenMirrorsAreNotTheSame() {
        // Guessing the middle is wrong by 27 points on average.
        assertThat(errorOfHooks(true)).isLessThan(0.13);
        assertThat(errorOfHooks(false)).isGreaterThan(0.22);
    }
}
