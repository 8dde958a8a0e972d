package org.agate.vision.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.agate.vision.feature.Network;
import org.agate.vision.feature.TinyOnnx;
import org.agate.vision.inference.Inference.Measured;
import org.agate.vision.inference.RatioModel.Plan;
import org.agate.vision.station.Station;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A network of one's own beside the other features.
class NetworkTest {

    private static final int EDGE = 32;

    @TempDir
    Path folder;

    private static RatioModel taught(Network network) {
        var standards = IntStream.range(0, 24)
                .mapToObj(i -> {
                    double share = (i % 12) / 11.0;
                    return Standard.of(
                            TestPowder.photograph(192, share, i),
                            "heap-" + i,
                            List.of(share, 1 - share),
                            false,
                            Station.BARE,
                            null,
                            network);
                })
                .toList();
        var plan = new Plan("disks", List.of("a", "b"), false, 1, Station.BARE, network.note());
        return RatioModel.train(plan, standards).with(network);
    }

    @Test
    void whatItSaysIsOneMoreGroupOfFeaturesAndTheModelIsTheSameWhenReadAgain() throws IOException {
        var network = Network.of(TinyOnnx.meanOfChannels(EDGE), EDGE);
        assertThat(network.note().outputs()).isEqualTo(3);
        var model = taught(network);
        var shot = TestPowder.photograph(192, 0.4, 900);
        assertThat(model.infer(List.of(shot))).isInstanceOf(Measured.class);
        assertThat(model.explain(List.of(shot), Integer.MAX_VALUE).reasons())
                .extracting(Reason::group)
                .contains("network");
        assertThat(model.explain(List.of(shot)).overlays().getFirst()).isNotEmpty();

        var file = folder.resolve("disks.json");
        ModelFile.write(model, file);
        assertThat(ModelFile.read(file).infer(List.of(shot))).isEqualTo(model.infer(List.of(shot)));
        var version = ModelFile.version(folder, model.card().version());
        assertThat(ModelFile.read(version).infer(List.of(shot))).isEqualTo(model.infer(List.of(shot)));
        assertThat(ModelFile.cardOf(file)).content().contains("3 outputs of network");

        Files.delete(folder.resolve("networks").resolve(network.note().sha256() + ".onnx"));
        assertThatThrownBy(() -> ModelFile.read(file)).hasMessageContaining("needs network");
    }

    @Test
    void rubbishAndAnotherNetworkAreRefused() {
        assertThatThrownBy(() -> Network.of(new byte[] {1, 2, 3}, EDGE)).hasMessageContaining("ONNX");
        var model = taught(Network.of(TinyOnnx.meanOfChannels(EDGE), EDGE));
        var other = Network.of(TinyOnnx.meanOfChannels(2 * EDGE), 2 * EDGE);
        assertThatThrownBy(() -> model.with(other)).hasMessageContaining("Maybe teach it again");
    }
}
