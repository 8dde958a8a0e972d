package org.agate.vision.inference;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import org.agate.vision.VisionFault;
import org.agate.vision.feature.Network;
import org.agate.vision.feature.NetworkNote;
import org.jspecify.annotations.Nullable;

/// A model on disk: `NAME.json` with the card and every standard's hash, shares and features, and `NAME.md` for people.
public final class ModelFile {

    /// Models of another format are taught anew.
    public static final int FORMAT = 6;

    static final String VERSIONS = "versions";
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*-[0-9a-f]{12}");
    private static final ObjectMapper JSON =
            JsonMapper.builder().disable(MapperFeature.AUTO_DETECT_IS_GETTERS).build();

    private ModelFile() {}

    private record Content(int format, ModelCard card, List<Standard> standards, List<Standard> borrowed) {}

    /// Writes model and card beside each other.
    public static void write(RatioModel model, Path file) {
        try {
            var kept = version(file.resolveSibling(""), model.card().version());
            Files.createDirectories(kept.resolveSibling(""));
            byte[] content =
                    JSON.writeValueAsBytes(new Content(FORMAT, model.card(), model.standards(), model.borrowed()));
            // A number that was given names this version: it is kept when the name gets another.
            if (model.network().isPresent()) {
                var network = model.network().get();
                var onnx = networkOf(file, network.note());
                Files.createDirectories(onnx.resolveSibling(""));
                replace(onnx, network.onnx());
            }
            replace(kept, content);
            replace(file, content);
            Files.writeString(cardOf(file), model.card().markdown());
        } catch (IOException e) {
            throw new VisionFault(
                    "vision.model.not-written",
                    "Model (%s) cannot be written.".formatted(file),
                    "Maybe the disk is full.",
                    e);
        }
    }

    static void replace(Path file, byte[] content) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, content);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static RatioModel withFrames(Path file, RatioModel model) throws IOException {
        return model.card().station().flattened()
                ? FramesFile.of(named(file)).read().map(model::with).orElse(model)
                : model;
    }

    private static RatioModel withNetwork(Path file, RatioModel model) throws IOException {
        var note = model.card().network();
        if (note == null) {
            return model;
        }
        var onnx = networkOf(named(file), note);
        if (!Files.isRegularFile(onnx)) {
            throw new VisionFault(
                    "vision.network.missing",
                    "Model (%s) needs network (%s).".formatted(file, onnx),
                    "Maybe copy it there, or teach the model again.");
        }
        return model.with(Network.of(Files.readAllBytes(onnx), note.edge()));
    }

    /// Networks are kept by their content: many models may look through one.
    private static Path networkOf(Path file, NetworkNote note) {
        return file.resolveSibling("networks").resolve(note.sha256() + ".onnx");
    }

    /// A version that is kept is looked through with the frames and the network that its name has.
    private static Path named(Path file) {
        var folder = file.toAbsolutePath().getParent();
        var stem = beside(file, "").getFileName().toString();
        return folder != null && folder.endsWith(VERSIONS) && isVersion(stem)
                ? folder.resolveSibling(stem.substring(0, stem.lastIndexOf('-')) + ".json")
                : file;
    }

    /// When a model or the frames that it looks through were last written, in milliseconds.
    ///
    /// @throws IOException when the model is not there
    public static long written(Path file) throws IOException {
        return Math.max(
                Files.getLastModifiedTime(file).toMillis(),
                FramesFile.of(named(file)).written());
    }

    /// The card alone, whatever became of the frames.
    public static ModelCard readCard(Path file) {
        return content(file).card();
    }

    /// Where a folder of models keeps a version of one.
    public static Path version(Path folder, String version) {
        return folder.resolve(VERSIONS).resolve(version + ".json");
    }

    /// Whether a text is a version of a model: a name and twelve digits of a hash.
    public static boolean isVersion(String text) {
        return VERSION.matcher(text).matches();
    }

    /// Reads a model; it gives the same numbers as when it was written.
    ///
    /// @throws VisionFault `vision.model.unreadable`, `vision.model.other-format`, or `vision.model.altered`
    ///     when what it learnt from is not what its version says
    public static RatioModel read(Path file) {
        try {
            return withNetwork(file, withFrames(file, restored(file, content(file))));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Content content(Path file) {
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
            var content = JSON.treeToValue(tree, Content.class);
            if (content.card() == null) {
                throw unreadable(file, null);
            }
            return content;
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
        return beside(file, ".md");
    }

    /// Where the checks of a reference dish by a version are kept: another version sees it otherwise.
    public static Path chartOf(Path file, ModelCard card) {
        return beside(version(file.resolveSibling(""), card.version()), ".checks.csv");
    }

    static Path beside(Path file, String ending) {
        var name = file.getFileName().toString();
        return file.resolveSibling((name.endsWith(".json") ? name.substring(0, name.length() - 5) : name) + ending);
    }
}
