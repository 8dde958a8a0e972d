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
import org.jspecify.annotations.Nullable;

/// A model on disk: `NAME.json` with the card and every standard's hash, shares and features, and `NAME.md` for people.
public final class ModelFile {

    static final int FORMAT = 3;
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
    ///
    /// @throws VisionFault `vision.model.unreadable`, `vision.model.other-format`, or `vision.model.altered`
    ///     when what it learnt from is not what its version says
    public static RatioModel read(Path file) {
        try {
            var tree = JSON.readTree(file.toFile());
            if (tree == null || !tree.isObject()) {
                throw unreadable(file, null);
            }
            int format = tree.path("format").asInt(1);
            if (format != FORMAT) {
                throw new VisionFault(
                        "vision.model.other-format",
                        "Model (%s) has format (%d), not (%d).".formatted(file, format, FORMAT),
                        "Maybe train it again: ./agate vision train DIR --model NAME");
            }
            return restored(file, JSON.treeToValue(tree, Content.class));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static RatioModel restored(Path file, Content content) {
        try {
            var card = content.card();
            if (!ModelCard.version(card.plan(), content.standards(), content.borrowed())
                    .equals(card.version())) {
                throw new VisionFault(
                        "vision.model.altered",
                        "Model (%s) has not learnt from what its version (%s) says.".formatted(file, card.version()),
                        "Maybe it was edited by hand: train it again.");
            }
            return Teaching.restore(card, content.standards(), content.borrowed());
        } catch (NullPointerException | IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
            // Parts are missing, or do not belong together.
            throw unreadable(file, e);
        }
    }

    private static VisionFault unreadable(Path file, @Nullable Exception cause) {
        return new VisionFault(
                "vision.model.unreadable",
                "Model (%s) cannot be read.".formatted(file),
                "Maybe train it: ./agate vision train DIR --model NAME",
                cause);
    }

    /// Where the card of a model file lies.
    public static Path cardOf(Path file) {
        var name = file.getFileName().toString();
        return file.resolveSibling((name.endsWith(".json") ? name.substring(0, name.length() - 5) : name) + ".md");
    }
}
