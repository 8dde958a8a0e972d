package org.agate.orchestrator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.agate.vision.data.LabelledFolder;
import org.agate.vision.data.LabelledImage;
import org.agate.vision.inference.ModelFile;
import org.agate.vision.inference.RatioModel;
import org.agate.vision.inference.Standard;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `agate vision`.
@Command(
        name = "vision",
        mixinStandardHelpOptions = true,
        description = "Ratio models from photographs.",
        subcommands = VisionCommand.Train.class)
final class VisionCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which vision command? One of train.");
    }

    /// `agate vision train`.
    @Command(
            name = "train",
            mixinStandardHelpOptions = true,
            description = "Learn from a folder of labelled photographs; writes the model and its card.")
    static final class Train implements Callable<Integer> {

        @Parameters(
                paramLabel = "DIR",
                description = "labels.csv with file and fraction_a, or the layout of Ide et al. 2023")
        private Path folder = Path.of(".");

        @Option(names = "--model", paramLabel = "NAME", required = true, description = "name of the model")
        private String name = "";

        @Option(
                names = "--data",
                paramLabel = "DIR",
                defaultValue = "agate-data",
                description = "models are kept in DIR/models (default: ${DEFAULT-VALUE})")
        private Path data = Path.of("agate-data");

        @Override
        public Integer call() {
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
                throw new WrongUse("--model (%s) is not a name of letters, digits, dots and dashes.".formatted(name));
            }
            var standards =
                    LabelledFolder.read(folder).stream().map(Train::measure).toList();
            var model = RatioModel.train(name, standards, 1);
            var file = data.resolve("models").resolve(name + ".json");
            ModelFile.write(model, file);
            System.out.printf(
                    "%s: %d photographs of %d heaps, error of one photograph %.1f percentage points (rms, cross-validated)%n",
                    model.card().version(),
                    model.card().photographs(),
                    model.card().heaps(),
                    100 * model.card().rmse());
            System.out.printf("Model: %s%nCard:  %s%n", file, ModelFile.cardOf(file));
            return 0;
        }

        private static Standard measure(LabelledImage image) {
            try {
                return Standard.of(Files.readAllBytes(image.file()), image.heap(), image.share());
            } catch (IOException e) {
                throw new UncheckedIOException("Photograph (%s) cannot be read.".formatted(image.file()), e);
            }
        }
    }
}
