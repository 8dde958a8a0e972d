package org.agate.orchestrator.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.agate.vision.inference.ModelFile;
import org.agate.vision.inference.RatioModel;
import picocli.CommandLine.Option;

/// Which model, and where models are kept.
final class ModelOptions {

    @Option(names = "--model", paramLabel = "NAME", required = true, description = "name of the model, or its file")
    private String name = "";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "agate-data",
            description = "models are kept in DIR/models (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("agate-data");

    /// A name for a new model.
    String name() {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new WrongUse("--model (%s) is not a name of letters, digits, dots and dashes.".formatted(name));
        }
        return name;
    }

    /// Where a new model is kept.
    Path file() {
        return data.resolve("models").resolve(name() + ".json");
    }

    /// A model that is there.
    RatioModel read() {
        return read(name);
    }

    /// Another model that is there, by its name or file.
    RatioModel read(String other) {
        return ModelFile.read(existing(other));
    }

    /// The file of a model that is there.
    Path existing() {
        return existing(name);
    }

    private Path existing(String other) {
        var path = Path.of(other);
        boolean isFile = other.endsWith(".json") && Files.isRegularFile(path);
        return isFile ? path : data.resolve("models").resolve(other + ".json");
    }
}
