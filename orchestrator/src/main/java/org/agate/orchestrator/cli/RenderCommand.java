package org.agate.orchestrator.cli;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.agate.sim.camera.Disturbance;
import org.agate.sim.camera.LabelledSet;
import org.agate.sim.camera.LabelledSet.Scene;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `agate render`.
@Command(
        name = "render",
        mixinStandardHelpOptions = true,
        description = "Draw labelled photographs of powders, in the layout of Ide et al. 2023.")
final class RenderCommand implements Callable<Integer> {

    @Option(names = "--scene", required = true, description = "salt-sugar, polymorph or colour")
    private String scene = "";

    @Option(names = "--n", defaultValue = "300", description = "how many (default: ${DEFAULT-VALUE})")
    private int images = 300;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "folder to write")
    private @Nullable Path out;

    @Option(
            names = "--pixels",
            defaultValue = "256",
            description = "edge of each image (default: ${DEFAULT-VALUE}); the colour scene has its own")
    private int pixels = 256;

    @Option(
            names = "--mixing",
            defaultValue = "1",
            description = "Lacey index, 0 to 1 (default: ${DEFAULT-VALUE}, a random mixture)")
    private double mixing = 1;

    @Option(
            names = "--grain",
            defaultValue = "1",
            description = "share of the grain diameter that grinding has left (default: ${DEFAULT-VALUE})")
    private double grain = 1;

    @Option(
            names = "--disturb",
            paramLabel = "WHAT",
            split = ",",
            description = "what spoils every image: ${COMPLETION-CANDIDATES}")
    private Set<Disturbance> disturbances = Set.of();

    @Option(names = "--seed", defaultValue = "7", description = "(default: ${DEFAULT-VALUE})")
    private long seed = 7;

    @Override
    public Integer call() {
        var folder = java.util.Objects.requireNonNull(out);
        LabelledSet.write(
                new LabelledSet.Plan(Scene.named(scene), images, pixels, mixing, grain, seed, disturbances), folder);
        System.out.printf("%d photographs (SIMULATED) and labels.txt in %s%n", images, folder);
        return 0;
    }
}
