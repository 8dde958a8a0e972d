package org.agate.sim.camera;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.agate.sim.world.Charge;
import org.agate.sim.world.Phase;
import org.agate.sim.world.Vessel;

/// A folder of drawn photographs with their true shares, in the layout of Ide et al. 2023 (10.1021/acs.iecr.3c01882):
/// `img1.jpg` and so on, and `labels.txt` with an image id and a percentage per component on each line.
public final class LabelledSet {

    private LabelledSet() {}

    /// What to draw.
    public enum Scene {
        SALT_SUGAR("salt", "sugar"),
        POLYMORPH("form-a", "form-b"),
        COLOUR("CsPbBr3", "CsBr");

        private final String first;
        private final String second;

        Scene(String first, String second) {
            this.first = first;
            this.second = second;
        }

        /// The scene of a name such as `salt-sugar`.
        public static Scene named(String name) {
            for (var scene : values()) {
                if (scene.word().equals(name)) {
                    return scene;
                }
            }
            throw new IllegalArgumentException(
                    "There is no scene (%s).\nMaybe one of salt-sugar, polymorph, colour.".formatted(name));
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// How to draw.
    ///
    /// @param images how many; their shares are spread evenly from 0 to 1
    /// @param pixels edge of each image; the colour scene has its own
    /// @param lacey mixing index of every heap
    /// @param ground share of the grain diameter that grinding has left
    /// @param disturbances that spoil every image
    public record Plan(
            Scene scene,
            int images,
            int pixels,
            double lacey,
            double ground,
            long seed,
            Set<Disturbance> disturbances) {

        /// With nothing that spoils them.
        public Plan(Scene scene, int images, int pixels, double lacey, double ground, long seed) {
            this(scene, images, pixels, lacey, ground, seed, Set.of());
        }

        public Plan {
            disturbances = Set.copyOf(disturbances);
            if (images < 2 || pixels < 32 || lacey < 0 || lacey > 1 || ground <= 0 || ground > 1) {
                throw new IllegalArgumentException(
                        "(%d) images of (%d) pixels, mixing (%s), grain share (%s) cannot be drawn.\nMaybe at least 2 images of 32 pixels, mixing 0 to 1, grain share above 0."
                                .formatted(images, pixels, lacey, ground));
            }
        }
    }

    /// Draws and writes all of them.
    public static void write(Plan plan, Path folder) {
        try {
            Files.createDirectories(folder);
            var labels = new ArrayList<String>();
            labels.add("%s %s".formatted(plan.scene().first, plan.scene().second));
            var painter = new Painter(plan);
            for (int i = 1; i <= plan.images(); i++) {
                double share = (i - 1.0) / (plan.images() - 1);
                Files.write(folder.resolve("img%d.jpg".formatted(i)), painter.draw(share, i));
                labels.add(String.format(Locale.ROOT, "%d %.2f %.2f", i, 100 * share, 100 - 100 * share));
            }
            Files.write(folder.resolve("labels.txt"), labels);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Folder (%s) cannot be written.\nMaybe choose another --out.".formatted(folder), e);
        }
    }

    private static final class Painter {

        private final Plan plan;
        private final TexturedPowder texture;
        private final RenderedPowder colour = new RenderedPowder();

        Painter(Plan plan) {
            this.plan = plan;
            this.texture = plan.scene() == Scene.POLYMORPH
                    ? TexturedPowder.polymorph(plan.pixels())
                    : TexturedPowder.saltSugar(plan.pixels());
        }

        byte[] draw(double share, int number) {
            var random = new SplittableRandom(plan.seed() * 1_000_003 + number);
            return switch (plan.scene()) {
                case SALT_SUGAR, POLYMORPH ->
                    texture.draw(share, plan.lacey(), plan.ground(), plan.disturbances(), random);
                case COLOUR -> colour.photograph(coloured(share), "standard", 0, plan.disturbances(), random);
            };
        }

        private Vessel coloured(double share) {
            var pure = Charge.empty().add(Phase.CSPBBR3, 300 * share).add(Phase.CSBR, 300 * (1 - share));
            var mixed = new Charge(
                    pure.chargedMol(), pure.amounts(), 1, pure.breakageMicrons() * plan.ground(), 0, plan.lacey(), 0);
            return Vessel.fresh("S-1", "camera-1/stage").treated(charge -> mixed);
        }
    }
}
