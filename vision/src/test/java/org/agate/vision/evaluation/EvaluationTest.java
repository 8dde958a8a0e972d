package org.agate.vision.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.agate.vision.data.LabelledImage;
import org.agate.vision.data.PhotoSet;
import org.agate.vision.inference.RatioModel;
import org.agate.vision.inference.RatioModel.Plan;
import org.agate.vision.inference.Standard;
import org.agate.vision.inference.TestPowder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {

    @TempDir
    static Path folder;

    private static RatioModel model;
    private static PhotoSet set;

    @BeforeAll
    static void teach() throws IOException {
        var standards = IntStream.range(0, 66)
                .mapToObj(
                        i -> Standard.of(TestPowder.photograph(128, (i % 11) / 10.0, i), "heap-" + i, (i % 11) / 10.0))
                .toList();
        model = RatioModel.train(new Plan("powder", List.of("a", "b"), false, 1), standards);
        var images = new ArrayList<LabelledImage>();
        for (int i = 0; i < 22; i++) {
            double share = (i % 11) / 10.0;
            var file = folder.resolve("img" + i + ".jpg");
            Files.write(file, TestPowder.photograph(128, share, 1_000 + i));
            images.add(new LabelledImage(file, List.of(share, 1 - share), "judge-" + i));
        }
        set = new PhotoSet(List.of("a", "b"), images);
    }

    @Test
    void figuresAreInPercentagePointsAndTheThirdsAreNumbered() {
        var evaluation = Evaluation.of(model, set);
        var figures = evaluation.figures();
        assertThat(figures.n()).isEqualTo(22);
        assertThat(figures.mae()).isBetween(0.3, 12.0);
        assertThat(figures.rmse()).isGreaterThanOrEqualTo(figures.mae());
        assertThat(figures.coverage90()).isGreaterThan(0.6);
        assertThat(figures.msPerPhoto()).isPositive();
        assertThat(evaluation.known()).isZero();
        assertThat(evaluation.thirds()).extracting(Evaluation.Third::number).containsExactly(1, 2, 3);
        assertThat(EvaluationReport.html(evaluation, List.of()))
                .contains("that it has not learnt from")
                .contains("third 3 of the range");
    }

    @Test
    void componentsAreMatchedByName() {
        var turned = new PhotoSet(
                List.of("b", "a"),
                set.images().stream()
                        .map(image ->
                                new LabelledImage(image.file(), image.shares().reversed(), image.heap()))
                        .toList());
        assertThat(Evaluation.of(model, turned).figures().mae())
                .isCloseTo(Evaluation.of(model, set).figures().mae(), within(1e-9));
        var others = new PhotoSet(List.of("salt", "sugar"), set.images());
        assertThatThrownBy(() -> Evaluation.of(model, others)).hasMessageContaining("[salt, sugar]");
    }

    @Test
    void aChangedLampIsNoticedTheMoreTheLargerTheChange() {
        var points = NoveltyCurve.of(model, set);
        for (var shift : List.of(Shift.BRIGHTER, Shift.DARKER, Shift.WARMER, Shift.COOLER)) {
            var ofShift =
                    points.stream().filter(point -> point.shift() == shift).toList();
            assertThat(ofShift.getLast().auroc()).isGreaterThan(0.95);
            assertThat(ofShift.getLast().auroc())
                    .isGreaterThanOrEqualTo(ofShift.getFirst().auroc());
        }
        assertThat(NoveltyCurve.auroc(new double[] {1, 2, 3}, new double[] {2, 4}))
                .isCloseTo(4.5 / 6, within(1e-12));
    }

    @Test
    void moreStandardsAreBetter() {
        var standards = IntStream.range(0, 110)
                .mapToObj(i -> Standard.of(
                        TestPowder.photograph(96, (i % 11) / 10.0, 5_000 + i), "heap-" + i, (i % 11) / 10.0))
                .toList();
        var curve = LearningCurve.of(new Plan("powder", List.of("a", "b"), false, 1), standards, List.of(10, 80, 500));
        assertThat(curve).extracting(LearningCurve.Point::photographs).containsExactly(10, 80);
        assertThat(curve.getLast().mae()).isLessThan(curve.getFirst().mae());
        assertThat(LearningCurve.withTwiceAsMany(curve))
                .isLessThan(curve.getLast().mae());
    }
}
