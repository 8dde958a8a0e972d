package org.agate.vision.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agate.vision.VisionFault;
import org.agate.vision.inference.Inference.Measured;
import org.agate.vision.inference.Inference.Refused;
import org.agate.vision.quality.Defect;
import org.agate.vision.station.Station;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RatioModelTest {

    private static List<Standard> standards;
    private static RatioModel model;

    @TempDir
    Path folder;

    @BeforeAll
    static void teach() {
        standards = new ArrayList<>();
        for (int heap = 0; heap <= 11; heap++) {
            for (int shot = 0; shot < 3; shot++) {
                double light = 0.9 + 0.05 * shot;
                standards.add(Standard.of(
                        DrawnPowder.photograph(heap / 11.0, light, 0, 100 * heap + shot), "heap-" + heap, heap / 11.0));
            }
        }
        model = RatioModel.train("red", standards, 1);
    }

    private static List<byte[]> shots(double share, int count, long seed) {
        var shots = new ArrayList<byte[]>();
        for (int shot = 0; shot < count; shot++) {
            shots.add(DrawnPowder.photograph(share, 0.95, 0, seed + shot));
        }
        return shots;
    }

    @Test
    void measuresUnseenHeapsAndItsDeviationCoversTheError() {
        int within = 0;
        int all = 0;
        for (double share = 0.05; share < 1; share += 0.05) {
            var measured = (Measured) model.infer(shots(share, 3, 5_000 + Math.round(1000 * share)));
            assertThat(measured.share()).isCloseTo(share, within(0.05));
            assertThat(measured.modelVersion()).startsWith("red-");
            within += Math.abs(measured.share() - share) < 2 * measured.standardDeviation() ? 1 : 0;
            all++;
        }
        assertThat(within).isGreaterThanOrEqualTo(all - 3);
    }

    @Test
    void moreShotsMakeItSurerButNeverSurerThanTheHeap() {
        var one = (Measured) model.infer(shots(0.4, 1, 1));
        var many = (Measured) model.infer(shots(0.4, 8, 1));
        assertThat(many.standardDeviation()).isLessThanOrEqualTo(one.standardDeviation());
        assertThat(many.standardDeviation())
                .isGreaterThanOrEqualTo(Math.sqrt(model.card().bars().getFirst().common())
                        * model.card().bars().getFirst().standardDeviation(many.share(), 1));
        assertThat(many.shots()).isEqualTo(8);
    }

    /// Photographs that must not become a number.
    enum Bad {
        BLURRED(Defect.BLURRED),
        DARK(Defect.LAMP_OUT),
        EMPTY(Defect.EMPTY);

        private final Defect defect;

        Bad(Defect defect) {
            this.defect = defect;
        }

        byte[] photograph() {
            return switch (this) {
                case BLURRED -> DrawnPowder.photograph(0.5, 0.95, 6, 3);
                case DARK -> DrawnPowder.photograph(0.5, 0.03, 0, 3);
                case EMPTY -> DrawnPowder.empty(3);
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Bad.class)
    void aBadPhotographIsRefusedWithItsReason(Bad bad) {
        var refused = (Refused) model.infer(List.of(bad.photograph()));
        assertThat(refused.defects()).contains(bad.defect);
    }

    @Test
    void badShotsAreLeftOutOfTheMean() {
        var shots = new ArrayList<>(shots(0.4, 2, 1));
        shots.add(Bad.BLURRED.photograph());
        var measured = (Measured) model.infer(shots);
        assertThat(measured.shots()).isEqualTo(2);
        assertThat(measured.looks().get(2).defects()).contains(Defect.BLURRED);
        assertThat(measured.share()).isEqualTo(((Measured) model.infer(shots(0.4, 2, 1))).share());
    }

    @Test
    void aModelReadAgainGivesTheSameNumbers() {
        var file = folder.resolve("red.json");
        ModelFile.write(model, file);
        var shots = shots(0.37, 3, 9);
        assertThat(ModelFile.read(file).infer(shots)).isEqualTo(model.infer(shots));
        assertThat(ModelFile.cardOf(file))
                .content()
                .contains("cross-validated")
                .contains(model.card().version());
    }

    @Test
    void theVersionChangesWithWhatItLearnt() {
        assertThat(RatioModel.train("red", standards.subList(0, 30), 1).card().version())
                .isNotEqualTo(model.card().version());
        assertThat(RatioModel.train("red", standards, 1).card()).isEqualTo(model.card());
    }

    @Test
    void tooFewHeapsAndUnreadableFilesAreRefused() {
        assertThatThrownBy(() -> RatioModel.train("red", standards.subList(0, 9), 1))
                .isInstanceOf(VisionFault.class)
                .hasMessageContaining("(3)");
        assertThatThrownBy(() -> model.infer(List.of(new byte[] {1, 2, 3}))).hasMessageContaining("Maybe");
    }

    @Test
    void shotsThatContradictEachOtherAreNoNumber() {
        var shots = new ArrayList<>(shots(0.05, 1, 1));
        shots.addAll(shots(0.95, 1, 2));
        var refused = (Refused) model.infer(shots);
        assertThat(refused.defects()).containsExactly(Defect.CONTRADICTORY);
    }

    @Test
    void standardsThatAreAllTheSameTeachNothing() {
        var same = standards.stream()
                .map(each ->
                        new Standard(each.sha256(), each.heap(), List.of(0.5, 0.5), each.sight(), null, each.note()))
                .toList();
        assertThatThrownBy(() -> RatioModel.train("red", same, 1)).hasMessageContaining("same share of (a)");
    }

    @Test
    void aModelThatWasAlteredOrBrokenIsRefused() throws IOException {
        var file = folder.resolve("red.json");
        ModelFile.write(model, file);
        var content = Files.readString(file);
        Files.writeString(file, content.replaceFirst("\"heap\":\"heap-3\"", "\"heap\":\"heap-4\""));
        assertThatThrownBy(() -> ModelFile.read(file)).hasMessageContaining("has not learnt from what its version");
        for (var broken : List.of("", "null", "[]", "{\"format\":2}", "{\"format\":1}", content.substring(0, 500))) {
            Files.writeString(file, broken);
            assertThatThrownBy(() -> ModelFile.read(file))
                    .isInstanceOf(VisionFault.class)
                    .hasMessageContaining("Maybe train it");
        }
    }

    @Test
    void anIntervalHasAWidthAtTheEndsToo() {
        for (double value : new double[] {-0.14, 0, 1, 1.12}) {
            var share = model.share(0, value, 1);
            assertThat(share.high() - share.low()).isGreaterThan(0.005);
        }
    }

    @Test
    void aNewCameraIsTaughtWithFewPhotographsAndTheHelpOfTheOld() {
        var fresh = new ArrayList<Standard>();
        for (int heap = 0; heap < 10; heap++) {
            fresh.add(Standard.of(DrawnPowder.photograph(heap / 9.0, 0.7, 1, 9_000 + heap), "new-" + heap, heap / 9.0));
        }
        var refitted = model.refit("red-2", fresh, Station.BARE);
        assertThat(refitted.card().borrowed()).isEqualTo(standards.size());
        assertThat(refitted.card().photographs()).isEqualTo(10);
        double off = 0;
        for (int i = 0; i < 12; i++) {
            double share = i / 11.0;
            var judge = Standard.of(DrawnPowder.photograph(share, 0.7, 1, 20_000 + i), "judge", share);
            off += Math.abs(refitted.shares(judge)[0] - share) / 12;
        }
        assertThat(off).isLessThan(0.05);
        var file = folder.resolve("red-2.json");
        ModelFile.write(refitted, file);
        var shots = List.of(DrawnPowder.photograph(0.4, 0.7, 1, 5));
        assertThat(ModelFile.read(file).infer(shots)).isEqualTo(refitted.infer(shots));
    }
}
