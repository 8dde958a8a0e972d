package org.agate.orchestrator.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.agate.vision.colour.Frames;
import org.agate.vision.inference.FramesFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A dark and a white frame.
final class FrameOptions {

    @Option(names = "--dark", paramLabel = "FILE", description = "photograph with the lens covered")
    private @Nullable Path dark;

    @Option(names = "--white", paramLabel = "FILE", description = "photograph of an even white card, same exposure")
    private @Nullable Path white;

    /// Empty when none are given.
    Optional<Frames> read() {
        if ((dark == null) != (white == null)) {
            throw new WrongUse("--dark and --white belong together.");
        }
        return dark == null || white == null
                ? Optional.empty()
                : Optional.of(Frames.of(InputFile.bytes(dark), InputFile.bytes(white)));
    }

    /// Puts them beside a model, for the photographs that it will be asked about.
    void keep(Path model) {
        if (dark != null && white != null) {
            FramesFile.of(model).keep(InputFile.bytes(dark), InputFile.bytes(white));
        }
    }
}
