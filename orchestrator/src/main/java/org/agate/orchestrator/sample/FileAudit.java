package org.agate.orchestrator.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.agate.orchestrator.database.Sha256;

/// Checks that every kept file is what its name says.
public final class FileAudit {

    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

    private FileAudit() {}

    /// The outcome of a check.
    ///
    /// @param files how many were read
    /// @param damaged names of those whose content has another hash, or that cannot be read
    public record Finding(long files, List<String> damaged) {
        public Finding {
            damaged = List.copyOf(damaged);
        }
    }

    /// Where the files of a data folder lie.
    public static Path folder(Path data) {
        return data.resolve("files");
    }

    /// Reads every file of a folder; what is no kept file, such as one that is being written, is left out.
    public static Finding of(Path folder) {
        if (!Files.isDirectory(folder)) {
            return new Finding(0, List.of());
        }
        try (var all = Files.walk(folder)) {
            var damaged = new ArrayList<String>();
            long files = 0;
            for (var file : (Iterable<Path>) all.filter(Files::isRegularFile)
                    .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted()::iterator) {
                files++;
                var name = file.getFileName().toString();
                if (!isWhole(file, name)) {
                    damaged.add(name);
                }
            }
            return new Finding(files, damaged);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder (%s) cannot be read.".formatted(folder), e);
        }
    }

    private static boolean isWhole(Path file, String sha256) {
        try {
            return sha256.equals(Sha256.of(Files.readAllBytes(file)));
        } catch (IOException e) {
            // A disk that fails gives an error for the whole file: it is as damaged as one with a flipped bit.
            return false;
        }
    }
}
