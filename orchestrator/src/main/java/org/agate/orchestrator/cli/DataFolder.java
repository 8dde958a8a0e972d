package org.agate.orchestrator.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// A server's folder, looked at before anything is started in it.
final class DataFolder {

    private static final String DATABASE = "agate.mv.db";

    private DataFolder() {}

    /// Complains about a folder that cannot be written or that another server uses.
    ///
    /// @throws WrongUse with what to do
    static void check(Path data) {
        var parent = existing(data.toAbsolutePath());
        if (parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent)) {
            throw new WrongUse("--data (%s) cannot be written. Maybe choose another folder.".formatted(data));
        }
        var file = data.resolve(DATABASE);
        if (Files.exists(file) && isLocked(file)) {
            throw new WrongUse("--data (%s) is in use by another server. Maybe stop it, or choose another folder."
                    .formatted(data));
        }
    }

    private static @Nullable Path existing(Path folder) {
        var at = folder;
        while (at != null && !Files.exists(at)) {
            at = at.getParent();
        }
        return at;
    }

    /// The database locks its file for as long as it is open.
    private static boolean isLocked(Path file) {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            throw new WrongUse("--data: (%s) cannot be written: %s. Maybe its owner is another user."
                    .formatted(file, e.getMessage()));
        }
    }
}
