package org.agate.vision.inference;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.agate.vision.VisionFault;

/// A model on disk: `NAME.json` with the card and every standard's hash, shares and features, and `NAME.md` for people.
public final class ModelFile {

    private static final int FORMAT = 2;
    private static final ObjectMapper JSON =
            JsonMapper.builder().disable(MapperFeature.AUTO_DETECT_IS_GETTERS).build();

    private ModelFile() {}

    private record Content(int format, ModelCard card, List<Standard> standards, List<Standard> borrowed) {}

    /// Writes model and card beside each other.
    public static void write(RatioModel model, Path file) {
        try {
            var folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            var fresh = file.resolveSibling(file.getFileName() + ".new");
            JSON.writeValue(fresh.toFile(), new Content(FORMAT, model.card(), model.standards(), model.borrowed()));
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(cardOf(file), model.card().markdown());
        } catch (IOException e) {
            throw new VisionFault(
                    "vision.model.not-written",
                    "Model (%s) cannot be written.".formatted(file),
                    "Maybe the disk is full.",
                    e);
        }
    }

    /// Reads a model; it gives the same numbers as when it was written.
    public static RatioModel read(Path file) {
        try {
            int format = JSON.readTree(file.toFile()).path("format").asInt(1);
            if (format != FORMAT) {
                throw new VisionFault(
                        "vision.model.other-format",
                        "Model (%s) has format (%d), not (%d).".formatted(file, format, FORMAT),
                        "Maybe train it again: ./agate vision train DIR --model NAME");
            }
            var content = JSON.readValue(file.toFile(), Content.class);
            return RatioModel.restore(content.card(), content.standards(), content.borrowed());
        } catch (IOException e) {
            throw new VisionFault(
                    "vision.model.unreadable",
                    "Model (%s) cannot be read.".formatted(file),
                    "Maybe train it: ./agate vision train DIR --model NAME",
                    e);
        }
    }

    /// Where the card of a model file lies.
    public static Path cardOf(Path file) {
        var name = file.getFileName().toString();
        return file.resolveSibling((name.endsWith(".json") ? name.substring(0, name.length() - 5) : name) + ".md");
    }
}
