package org.agate.orchestrator.inference;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.agate.orchestrator.AgateConfig;
import org.agate.orchestrator.web.Problem;
import org.agate.vision.inference.ModelCard;
import org.agate.vision.inference.ModelFile;
import org.agate.vision.inference.RatioModel;

/// The models of this lab, by name. A model that is trained anew is read anew. Thread-safe.
@ApplicationScoped
public class Models {

    private static final String ENDING = ".json";

    private final Path folder;
    private final Map<String, Loaded> loaded = new ConcurrentHashMap<>();

    Models(AgateConfig config) {
        this.folder = config.data().resolve("models");
    }

    private record Loaded(long written, RatioModel model) {}

    /// All names.
    public List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("(%s) cannot be listed.".formatted(folder), e);
        }
    }

    /// One of them, by its name or by the version that gave an earlier answer.
    ///
    /// @throws Problem 404
    public RatioModel get(String name) {
        var names = names();
        boolean isName = names.contains(name);
        var file = isName ? folder.resolve(name + ENDING) : ModelFile.version(folder, name);
        if (!isName && !(ModelFile.isVersion(name) && Files.isRegularFile(file))) {
            throw new Problem(
                    404,
                    "model.unknown",
                    "There is no model (%s), only %s.".formatted(name, names),
                    "Maybe train it: ./agate vision train DIR --model NAME");
        }
        var written = written(file);
        var known = loaded.get(name);
        if (known != null && known.written() == written) {
            return known.model();
        }
        var fresh = new Loaded(written, ModelFile.read(file));
        loaded.put(name, fresh);
        return fresh.model();
    }

    /// Where the checks of a reference dish by a version of a model are kept.
    Path chart(ModelCard card) {
        return ModelFile.chartOf(folder.resolve(card.name() + ENDING), card);
    }

    private static long written(Path file) {
        try {
            return ModelFile.written(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Model (%s) cannot be read.".formatted(file), e);
        }
    }
}
