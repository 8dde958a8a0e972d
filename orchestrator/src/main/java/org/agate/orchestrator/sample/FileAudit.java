package org.agate.orchestrator.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.agate.orchestrator.database.Sha256;

/// Checks that every kept file is what its name says.
public final class FileAudit {

    /// The name of a kept file.
    static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

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
        var reader = new Reader();
        try {
            Files.walkFileTree(folder, reader);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder (%s) cannot be read.".formatted(folder), e);
        }
        return new Finding(reader.files, reader.damaged.stream().sorted().toList());
    }

    private static final class Reader extends SimpleFileVisitor<Path> {

        private final List<String> damaged = new ArrayList<>();
        private long files;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            var name = file.getFileName().toString();
            if (NAME.matcher(name).matches()) {
                files++;
                if (!isWhole(file, name)) {
                    damaged.add(name);
                }
            }
            return FileVisitResult.CONTINUE;
        }

        /// One that was still written when it was listed has another name by now.
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException fault) {
            var name = file.getFileName().toString();
            if (NAME.matcher(name).matches()) {
                files++;
                damaged.add(name);
            }
            return FileVisitResult.CONTINUE;
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
}
