package org.agate.sim.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SplittableRandom;
import nu.pattern.OpenCV;
import org.agate.sim.camera.LabelledSet.Plan;
import org.agate.sim.camera.LabelledSet.Scene;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfDouble;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

class LabelledSetTest {

    @TempDir
    Path folder;

    @BeforeAll
    static void loadOpenCv() {
        OpenCV.loadLocally();
    }

    private static Mat grey(byte[] jpeg) {
        return Imgcodecs.imdecode(new MatOfByte(jpeg), Imgcodecs.IMREAD_GRAYSCALE);
    }

    /// Mean brightness, its standard deviation, and that of its edges.
    private static double[] figures(byte[] jpeg) {
        var mean = new MatOfDouble();
        var deviation = new MatOfDouble();
        var picture = grey(jpeg);
        Core.meanStdDev(picture, mean, deviation);
        var edges = new Mat();
        Imgproc.Laplacian(picture, edges, CvType.CV_64F);
        var edge = new MatOfDouble();
        Core.meanStdDev(edges, new MatOfDouble(), edge);
        return new double[] {mean.toArray()[0], deviation.toArray()[0], edge.toArray()[0]};
    }

    @ParameterizedTest
    @EnumSource(Scene.class)
    void everySceneIsDrawnWithLabelsThatAddUp(Scene scene) throws IOException {
        LabelledSet.write(new Plan(scene, 5, 128, 1, 1, 7), folder);
        var lines = Files.readAllLines(folder.resolve("labels.txt"));
        assertThat(lines).hasSize(6);
        for (int i = 1; i <= 5; i++) {
            var cells = lines.get(i).split(" ");
            assertThat(cells[0]).isEqualTo(String.valueOf(i));
            assertThat(Double.parseDouble(cells[1]) + Double.parseDouble(cells[2]))
                    .isEqualTo(100);
            assertThat(grey(Files.readAllBytes(folder.resolve("img%d.jpg".formatted(i))))
                            .cols())
                    .isGreaterThan(100);
        }
    }

    @Test
    void theSameSeedDrawsTheSamePicturesAndAnotherSeedOthers() throws IOException {
        LabelledSet.write(new Plan(Scene.SALT_SUGAR, 2, 64, 1, 1, 7), folder.resolve("a"));
        LabelledSet.write(new Plan(Scene.SALT_SUGAR, 2, 64, 1, 1, 7), folder.resolve("b"));
        LabelledSet.write(new Plan(Scene.SALT_SUGAR, 2, 64, 1, 1, 8), folder.resolve("c"));
        var first = Files.readAllBytes(folder.resolve("a/img1.jpg"));
        assertThat(Files.readAllBytes(folder.resolve("b/img1.jpg"))).isEqualTo(first);
        assertThat(Files.readAllBytes(folder.resolve("c/img1.jpg"))).isNotEqualTo(first);
    }

    @Test
    void groundPowderIsFinerAndDefectsShow() {
        var powder = TexturedPowder.saltSugar(256);
        byte[] coarse = powder.draw(0.5, 1, 1, Set.of(), new SplittableRandom(3));
        byte[] fine = powder.draw(0.5, 1, 0.15, Set.of(), new SplittableRandom(3));
        assertThat(figures(fine)[1]).as("texture averages out").isLessThan(figures(coarse)[1]);
        byte[] blurred = powder.draw(0.5, 1, 1, Set.of(Disturbance.BLUR), new SplittableRandom(3));
        assertThat(figures(blurred)[2]).isLessThan(0.5 * figures(coarse)[2]);
        byte[] bright = powder.draw(0.5, 1, 1, Set.of(Disturbance.OVEREXPOSED), new SplittableRandom(3));
        assertThat(figures(bright)[0]).isGreaterThan(1.2 * figures(coarse)[0]);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new Plan(Scene.COLOUR, 1, 256, 1, 1, 7)).hasMessageContaining("cannot be drawn");
        assertThatThrownBy(() -> Scene.named("lunch")).hasMessageContaining("salt-sugar");
    }
}
