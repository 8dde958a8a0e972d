package org.agate.vision.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.agate.vision.VisionFault;
import org.agate.vision.colour.Frames;

/// The frames of the day of a model on disk: every pair is kept under its version, and `NAME.frames` says which is
/// the day's, so that a dark frame never meets the white one of another day.
public final class FramesFile {

    private final Path pointer;
    private final Path kept;

    private FramesFile(Path pointer, Path kept) {
        this.pointer = pointer;
        this.kept = kept;
    }

    /// That of a model.
    public static FramesFile of(Path model) {
        return new FramesFile(ModelFile.beside(model, ".frames"), model.resolveSibling(ModelFile.VERSIONS));
    }

    /// Makes a dark and a white frame those of the day.
    ///
    /// @throws VisionFault when they are none
    public void keep(byte[] dark, byte[] white) {
        var version = Frames.of(dark, white).version();
        try {
            Files.createDirectories(kept);
            ModelFile.replace(dark(version), dark);
            ModelFile.replace(white(version), white);
            ModelFile.replace(pointer, version.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new VisionFault(
                    "vision.frames.not-written",
                    "Frames (%s) cannot be written.".formatted(pointer),
                    "Maybe the disk is full.",
                    e);
        }
    }

    /// Those of the day; empty before the first.
    ///
    /// @throws VisionFault `vision.frames.missing` when they are not there any more
    Optional<Frames> read() throws IOException {
        if (!Files.isRegularFile(pointer)) {
            return Optional.empty();
        }
        var version = Files.readString(pointer).strip();
        if (!Files.isRegularFile(dark(version)) || !Files.isRegularFile(white(version))) {
            throw new VisionFault(
                    "vision.frames.missing",
                    "The frames (%s) that (%s) names are not there.".formatted(version, pointer),
                    "Maybe take them anew: ./agate vision frames.");
        }
        try {
            return Optional.of(Frames.of(Files.readAllBytes(dark(version)), Files.readAllBytes(white(version))));
        } catch (VisionFault fault) {
            throw fault.at(dark(version));
        }
    }

    /// When they were last exchanged, in milliseconds; zero before the first.
    long written() throws IOException {
        return Files.exists(pointer) ? Files.getLastModifiedTime(pointer).toMillis() : 0;
    }

    private Path dark(String version) {
        return kept.resolve("frames-" + version + ".dark");
    }

    private Path white(String version) {
        return kept.resolve("frames-" + version + ".white");
    }
}
