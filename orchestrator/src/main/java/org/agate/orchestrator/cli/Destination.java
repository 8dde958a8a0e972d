package org.agate.orchestrator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file that a command is to write, checked before the work begins.
record Destination(@Nullable Path file) {

    /// @param flag that names it
    /// @throws WrongUse when its folder is not there, or it is a folder itself
    static Destination of(String flag, @Nullable Path file) {
        if (file != null) {
            var folder = file.toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                throw new WrongUse("%s (%s): the folder does not exist.".formatted(flag, file));
            }
            if (Files.isDirectory(file)) {
                throw new WrongUse("%s (%s) is a folder.".formatted(flag, file));
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
