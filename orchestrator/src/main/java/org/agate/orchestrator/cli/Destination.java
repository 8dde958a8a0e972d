package org.agate.orchestrator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file that a command is to write, checked before the work begins.
record Destination(@Nullable Path file) {

    /// @throws WrongUse when its folder is not there
    static Destination of(@Nullable Path file) {
        if (file != null) {
            var folder = file.toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
                throw new WrongUse("(%s) cannot be written: maybe its folder is not there.".formatted(file));
            }
        }
        return new Destination(file);
    }

    /// Whether it was asked for.
    boolean isWanted() {
        return file != null;
    }

    void write(String content) {
        if (file == null) {
            return;
        }
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new WrongUse("(%s) cannot be written (%s): maybe the disk is full."
                    .formatted(file, e.getClass().getSimpleName()));
        }
    }
}
