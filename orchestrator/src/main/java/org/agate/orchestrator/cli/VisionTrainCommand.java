package org.agate.orchestrator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.agate.vision.VisionFault;
import org.agate.vision.data.LabelledFolder;
import org.agate.vision.data.LabelledImage;
import org.agate.vision.inference.ModelFile;
import org.agate.vision.inference.RatioModel;
import org.agate.vision.inference.Standard;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `agate vision train`.
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Learn from a folder of labelled photographs; writes the model and its card.")
final class VisionTrainCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "DIR",
            description = "labels.csv with file, fraction_NAME (0 to 1) and heap, or the layout of Ide et al. 2023")
    private Path folder = Path.of(".");

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(
            names = "--handed",
            description = "tell left from right, as enantiomers need it; else a mirrored photograph is the same")
    private boolean handed;

    @Option(names = "--seed", defaultValue = "1", description = "of folds and forest (default: ${DEFAULT-VALUE})")
    private long seed;

    @Override
    public Integer call() {
        var plan = model.name();
        var photographs = LabelledFolder.read(folder);
        var standards = photographs.images().parallelStream().map(this::measure).toList();
        var learnt = RatioModel.train(new RatioModel.Plan(plan, photographs.components(), handed, seed), standards);
        ModelFile.write(learnt, model.file());
        var card = learnt.card();
        System.out.printf("%s: %d photographs of %d heaps%n", card.version(), card.photographs(), card.heaps());
        for (int c = 0; c < card.components().size(); c++) {
            var bar = card.bars().get(c);
            System.out.printf(
                    "%s: error of one photograph %.1f percentage points in the mean, %.1f rms (cross-validated over heaps)%n",
                    card.components().get(c), 100 * bar.mae(), 100 * bar.rmse());
        }
        if (!card.bars().getFirst().isSure()) {
            System.out.println("Too few heaps for a 90 % interval: photograph at least nine.");
        }
        System.out.printf("Model: %s%nCard:  %s%n", model.file(), ModelFile.cardOf(model.file()));
        return 0;
    }

    private Standard measure(LabelledImage image) {
        try {
            return Standard.of(Files.readAllBytes(image.file()), image.heap(), image.shares(), handed);
        } catch (IOException e) {
            throw new UncheckedIOException("Photograph (%s) cannot be read.".formatted(image.file()), e);
        } catch (VisionFault e) {
            throw new VisionFault(e.code(), image.file() + ": " + e.getMessage(), "", e);
        }
    }
}
