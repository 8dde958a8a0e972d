package org.agate.orchestrator.cli;

import java.util.concurrent.Callable;
import org.agate.vision.inference.ModelFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `agate vision frames`.
@Command(
        name = "frames",
        mixinStandardHelpOptions = true,
        description = "Give a model the dark and the white frame of the day: they take the lamp's drift out.")
final class VisionFramesCommand implements Callable<Integer> {

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private FrameOptions frames = new FrameOptions();

    @Override
    public Integer call() {
        var card = ModelFile.readCard(model.existing());
        if (!card.station().flattened()) {
            throw new WrongUse(
                    "Model (%s) was taught without frames: teach it with --dark and --white.".formatted(card.name()));
        }
        if (frames.read().isEmpty()) {
            throw new WrongUse("Which frames? Give --dark and --white.");
        }
        frames.keep(model.existing());
        System.out.printf("Frames: beside %s%n", model.existing());
        return 0;
    }
}
