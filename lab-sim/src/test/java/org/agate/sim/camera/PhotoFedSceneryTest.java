package org.agate.sim.camera;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.agate.sim.world.Charge;
import org.agate.sim.world.Vessel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoFedSceneryTest {

    @TempDir
    Path folder;

    private List<LabelledPhoto> photos(int perLevel) throws IOException {
        var photos = new ArrayList<LabelledPhoto>();
        for (int level = 0; level <= 10; level++) {
            for (int i = 0; i < perLevel; i++) {
                var file = Files.writeString(folder.resolve("%d-%d.jpg".formatted(level, i)), level + ":" + i);
                photos.add(new LabelledPhoto(file, level / 10.0));
            }
        }
        return photos;
    }

    private static Vessel vessel(String sample, double share) {
        return new Vessel(
                sample,
                "camera-1/stage",
                Charge.empty(),
                Map.of("powder-a", 400 * share, "powder-b", 400 * (1 - share)));
    }

    @Test
    void answersWithTheNearestCompositionAndNeverMeasuresWithAPhotographThatTaught() throws IOException {
        var scenery = new PhotoFedScenery("powder-a", photos(10), 3);
        var random = new SplittableRandom(1);
        var taught = new HashSet<String>();
        var measured = new HashSet<String>();
        for (int i = 0; i < 200; i++) {
            double share = random.nextDouble();
            for (int shot = 0; shot < 3; shot++) {
                var standard = new String(
                        scenery.photograph(vessel("S-" + i, share), "standard", shot, Set.of(), random), UTF_8);
                var sample = new String(
                        scenery.photograph(vessel("S-" + i, share), "sample", shot, Set.of(), random), UTF_8);
                assertThat(sample).startsWith(Math.round(share * 10) + ":");
                taught.add(standard);
                measured.add(sample);
            }
        }
        assertThat(taught).doesNotContainAnyElementsOf(measured);
        assertThat(taught.size() + measured.size()).isGreaterThan(80);
    }

    @Test
    void shotsOfOneCaptureShowDifferentPhotographs() throws IOException {
        var scenery = new PhotoFedScenery("powder-a", photos(10), 3);
        var shots = new HashSet<String>();
        for (int shot = 0; shot < 3; shot++) {
            shots.add(new String(
                    scenery.photograph(vessel("S-9", 0.5), "sample", shot, Set.of(), new SplittableRandom(1)), UTF_8));
        }
        assertThat(shots).hasSize(3);
    }

    @Test
    void refusesAFolderThatIsTooSmallToSplit() throws IOException {
        var one = photos(1).subList(0, 1);
        assertThatThrownBy(() -> new PhotoFedScenery("powder-a", one, 3)).hasMessageContaining("(1)");
    }
}
