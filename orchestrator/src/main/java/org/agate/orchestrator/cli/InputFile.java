package org.agate.orchestrator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that a command is given.
final class InputFile {

    private InputFile() {}

    /// All of it.
    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("(%s) cannot be read.".formatted(file), e);
        }
    }
}
