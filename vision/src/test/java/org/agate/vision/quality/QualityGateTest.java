package org.agate.vision.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.agate.vision.image.NativeLibrary;
import org.agate.vision.image.Photograph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/// Two powders in a grey dish on a dark table, and all that can go wrong with a picture of them.
class QualityGateTest {

    private static final int SIZE = 320;
    private static QualityGate gate;

    @BeforeAll
    static void learn() {
        NativeLibrary.load();
        var standards = new ArrayList<Quality>();
        for (int i = 0; i < 40; i++) {
            standards.add(quality(Trouble.NONE, i));
        }
        gate = QualityGate.from(standards);
    }

    /// What may be wrong, and what the gate must call it.
    enum Trouble {
        NONE(),
        OUT_OF_FOCUS(Defect.BLURRED),
        MOVED(Defect.SHAKEN),
        CAP_ON(Defect.LENS_COVERED),
        LAMP_BROKEN(Defect.LAMP_OUT),
        HALF_LIGHT(Defect.UNDEREXPOSED),
        TOO_LONG(Defect.OVEREXPOSED),
        REFLECTION(Defect.GLARE),
        NO_POWDER(Defect.EMPTY),
        WHITE_DISH(Defect.WRONG_DISH),
        SPATULA(Defect.FOREIGN_OBJECT),
        WARM_LAMP(Defect.LIGHT_CHANGED);

        private final Set<Defect> defects;

        Trouble(Defect... defects) {
            this.defects = defects.length == 0 ? Set.of() : EnumSet.of(defects[0], defects);
        }
    }

    private static Quality quality(Trouble trouble, long seed) {
        try (var photograph = Photograph.of(picture(trouble, seed))) {
            return Quality.of(photograph);
        }
    }

    private static Mat picture(Trouble trouble, long seed) {
        var random = new SplittableRandom(100 * seed + 7);
        var middle = new Point(SIZE / 2.0, SIZE / 2.0);
        var light =
                new Mat(SIZE, SIZE, CvType.CV_32FC3, trouble == Trouble.WHITE_DISH ? Scalar.all(225) : Scalar.all(80));
        Imgproc.circle(light, middle, 130, trouble == Trouble.WHITE_DISH ? Scalar.all(215) : Scalar.all(110), -1);
        Imgproc.circle(light, middle, 131, Scalar.all(50), 2);
        if (trouble != Trouble.NO_POWDER) {
            powder(light, random);
        }
        if (trouble == Trouble.SPATULA) {
            Imgproc.line(light, middle, new Point(SIZE, 40), new Scalar(150, 60, 30), 36);
        }
        if (trouble == Trouble.REFLECTION) {
            Imgproc.circle(light, new Point(150, 180), 34, Scalar.all(400), -1);
        }
        double lamp = switch (trouble) {
            case LAMP_BROKEN -> 0.06;
            case HALF_LIGHT -> 0.45;
            case TOO_LONG -> 2;
            case NONE, OUT_OF_FOCUS, MOVED, CAP_ON, REFLECTION, NO_POWDER, WHITE_DISH, SPATULA, WARM_LAMP -> 1;
        };
        double gain = lamp * (1 + 0.02 * random.nextGaussian());
        var cast = trouble == Trouble.WARM_LAMP ? new Scalar(0.55, 0.9, 1.15) : Scalar.all(1);
        Core.multiply(light, new Scalar(gain * cast.val[0], gain * cast.val[1], gain * cast.val[2]), light);
        Imgproc.GaussianBlur(light, light, new Size(0, 0), trouble == Trouble.OUT_OF_FOCUS ? 6 : 0.8);
        if (trouble == Trouble.MOVED) {
            Imgproc.blur(light, light, new Size(21, 1));
        }
        if (trouble == Trouble.CAP_ON) {
            light.setTo(Scalar.all(0.5));
        }
        var noise = new Mat(SIZE, SIZE, CvType.CV_32FC3);
        Core.setRNGSeed((int) seed);
        Core.randn(noise, 0, 1.5);
        Core.add(light, noise, light);
        var pixels = new Mat();
        light.convertTo(pixels, CvType.CV_8UC3);
        return pixels;
    }

    private static void powder(Mat light, SplittableRandom random) {
        double share = random.nextDouble();
        for (int grain = 0; grain < 9_000; grain++) {
            double angle = random.nextDouble(2 * Math.PI);
            double radius = 122 * Math.sqrt(random.nextDouble());
            double shade = random.nextDouble(0.8, 1);
            var colour = random.nextDouble() < share
                    ? new Scalar(60 * shade, 130 * shade, 230 * shade)
                    : Scalar.all(225 * shade);
            Imgproc.circle(
                    light,
                    new Point(SIZE / 2.0 + radius * Math.cos(angle), SIZE / 2.0 + radius * Math.sin(angle)),
                    3,
                    colour,
                    -1);
        }
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void everyTroubleHasItsName(Trouble trouble) {
        var found = new ArrayList<Set<Defect>>();
        for (int i = 0; i < 10; i++) {
            found.add(gate.defects(quality(trouble, 500 + i)));
        }
        assertThat(found.stream().filter(trouble.defects::equals).count())
                .as("%s", found)
                .isGreaterThanOrEqualTo(9);
    }

    @Test
    void aFewBadStandardsDoNotOpenTheGate() {
        var standards = new ArrayList<Quality>();
        for (int i = 0; i < 40; i++) {
            standards.add(quality(
                    i < 3
                            ? List.of(Trouble.OUT_OF_FOCUS, Trouble.REFLECTION, Trouble.SPATULA)
                                    .get(i)
                            : Trouble.NONE,
                    i));
        }
        var taught = QualityGate.from(standards);
        for (int i = 0; i < 3; i++) {
            assertThat(taught.defects(standards.get(i))).isNotEmpty();
        }
        assertThat(taught.defects(quality(Trouble.NONE, 700))).isEmpty();
    }
}
