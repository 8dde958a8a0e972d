package org.agate.vision.grain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.agate.vision.image.NativeLibrary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

class GrainSizesTest {

    private static final int SIZE = 480;

    /// Bright disks on dark ground that do not touch.
    private static Mat disks(double diameter) {
        NativeLibrary.load();
        var random = new SplittableRandom(4);
        var pixels = new Mat(SIZE, SIZE, CvType.CV_8UC3, Scalar.all(20));
        double step = 1.3 * diameter;
        for (double y = step / 2; y < SIZE; y += step) {
            for (double x = step / 2; x < SIZE; x += step) {
                double level = 150 + 80 * random.nextDouble();
                Imgproc.circle(pixels, new Point(x, y), (int) (diameter / 2), Scalar.all(level), -1);
            }
        }
        return pixels;
    }

    @ParameterizedTest
    @ValueSource(doubles = {8, 14, 24, 40, 70})
    void disksHaveTheDiameterThatTheyWereDrawnWith(double diameter) {
        var sizes = GrainSizes.of(disks(diameter));
        assertThat(sizes.d50()).isCloseTo(diameter, within(0.25 * diameter));
        assertThat(sizes.d90()).isGreaterThanOrEqualTo(sizes.d50());
        double grains = SIZE * SIZE / (Math.PI / 4 * diameter * diameter);
        assertThat(sizes.visible()).isBetween(0.5 * grains, 2 * grains);
    }

    @ParameterizedTest
    @ValueSource(doubles = {20, 200})
    void aPictureWithoutGrainsHasNone(double level) {
        NativeLibrary.load();
        var sizes = GrainSizes.of(new Mat(100, 100, CvType.CV_8UC3, Scalar.all(level)));
        assertThat(sizes.d50()).isZero();
    }
}
