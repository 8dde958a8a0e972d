package org.agate.vision.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import org.agate.vision.image.NativeLibrary;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

class TextureTest {

    private static Mat powder(int seed) {
        NativeLibrary.load();
        Core.setRNGSeed(seed);
        var pixels = new Mat(128, 128, CvType.CV_8UC3);
        Core.randu(pixels, 0, 255);
        Imgproc.GaussianBlur(pixels, pixels, new Size(0, 0), 1.5);
        // A hook is not its own mirror image.
        for (int i = 0; i < 40; i++) {
            int x = 8 + (i * 37 + seed * 11) % 104;
            int y = 8 + (i * 53 + seed * 7) % 104;
            Imgproc.rectangle(pixels, new org.opencv.core.Rect(x, y, 3, 12), new Scalar(230, 230, 240), -1);
            Imgproc.rectangle(pixels, new org.opencv.core.Rect(x, y + 9, 9, 3), new Scalar(230, 230, 240), -1);
        }
        return pixels;
    }

    @Test
    void aMirroredTileIsTheSameButForItsHandedness() {
        var tile = powder(3);
        var mirrored = new Mat();
        Core.flip(tile, mirrored, 1);
        double[] before = Texture.of(tile, true);
        double[] after = Texture.of(mirrored, true);
        var handed = new HashSet<Integer>();
        Texture.groups(true).forEach((group, features) -> {
            if (group.startsWith(Texture.HANDED)) {
                handed.addAll(features);
            }
        });
        assertThat(handed).hasSizeGreaterThan(10);
        double twisted = 0;
        for (int j = 0; j < before.length; j++) {
            if (handed.contains(j)) {
                assertThat(after[j]).isCloseTo(-before[j], within(1e-3 + 0.02 * Math.abs(before[j])));
                twisted = Math.max(twisted, Math.abs(before[j]));
            } else {
                assertThat(after[j]).isCloseTo(before[j], within(2e-3 + 0.02 * Math.abs(before[j])));
            }
        }
        assertThat(twisted).isGreaterThan(0.02);
    }

    @Test
    void aTurnedTileIsTheSame() {
        var tile = powder(5);
        var turned = new Mat();
        Core.rotate(tile, turned, Core.ROTATE_90_CLOCKWISE);
        double[] before = Texture.of(tile, true);
        double[] after = Texture.of(turned, true);
        for (int j = 0; j < before.length; j++) {
            assertThat(after[j]).as("feature %d", j).isCloseTo(before[j], within(2e-3 + 0.02 * Math.abs(before[j])));
        }
    }

    @Test
    void theGroupsHoldEveryFeatureOnce() {
        int features = Texture.of(powder(1), true).length;
        assertThat(Texture.groups(true).values().stream()
                        .flatMap(java.util.List::stream)
                        .sorted())
                .containsExactlyElementsOf(
                        java.util.stream.IntStream.range(0, features).boxed().toList());
    }

    @Test
    void aBlackTileHasNumbersToo() {
        NativeLibrary.load();
        assertThat(Texture.of(new Mat(64, 64, CvType.CV_8UC3, Scalar.all(0)), true))
                .doesNotContain(Double.NaN);
    }

    @Test
    void everyGroupHasWordsForThoseWhoLookAtPowders() {
        var groups = new HashSet<>(Texture.groups(true).keySet());
        groups.addAll(FeatureSet.COLOUR.groups(new Attention(false, 0)).keySet());
        groups.addAll(FeatureSet.WHOLE.groups(new Attention(false, 3)).keySet());
        assertThat(groups).allSatisfy(group -> assertThat(Meaning.of(group)).isNotBlank());
        assertThat(Meaning.of("coherence2")).isEqualTo("how straight edges run, at 4 px");
        assertThatThrownBy(() -> Meaning.of("taste")).hasMessageContaining("(taste)");
    }
}
