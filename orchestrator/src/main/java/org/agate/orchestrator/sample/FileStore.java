package org.agate.orchestrator.sample;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.agate.orchestrator.AgateConfig;
import org.agate.orchestrator.database.Sha256;
import org.agate.orchestrator.web.Problem;

/// Files by the hash of their content: a name never lies, and a repeat is harmless.
///
/// The folder lies on the disk of the log, which must not be filled up by photographs: without the log nothing moves.
@ApplicationScoped
public class FileStore {

    /// What is left to the log, in bytes.
    private static final long RESERVE = 256L << 20;

    private final Path folder;
    private final LongSupplier free;

    @Inject
    FileStore(AgateConfig config) {
        this(FileAudit.folder(config.data()), () -> config.data().toFile().getUsableSpace());
    }

    /// @param free bytes that the disk has left
    FileStore(Path folder, LongSupplier free) {
        this.folder = folder;
        this.free = free;
    }

    /// Keeps a file; false when its content does not have that hash.
    ///
    /// @throws Problem 507 when the disk has too little room: the log needs the rest
    public boolean put(String sha256, byte[] content) {
        if (!FileAudit.NAME.matcher(sha256).matches() || !sha256.equals(Sha256.of(content))) {
            return false;
        }
        var target = path(sha256);
        try {
            if (Files.exists(target) && Arrays.equals(Files.readAllBytes(target), content)) {
                return true;
            }
            requireRoom(content.length);
            var parent = Files.createDirectories(Objects.requireNonNull(target.getParent()));
            var fresh = Files.createTempFile(parent, sha256, ".new");
            try {
                Files.write(fresh, content);
                Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("File (%s) cannot be kept.\nMaybe the disk is full.".formatted(sha256), e);
        }
    }

    private void requireRoom(int bytes) {
        long left = free.getAsLong();
        if (left - bytes < RESERVE) {
            throw new Problem(
                    507,
                    "file.no-room",
                    "The disk has (%d) bytes left: a file of (%d) would leave less than the (%d) that the log needs."
                            .formatted(left, bytes, RESERVE),
                    "Maybe make room on the disk of the data folder.");
        }
    }

    /// Keeps a file.
    ///
    /// @return its hash
    public String keep(byte[] content) {
        var sha256 = Sha256.of(content);
        put(sha256, content);
        return sha256;
    }

    /// The content of a file; empty when there is none of that name.
    ///
    /// @throws Problem 500 when it is not what was kept
    public Optional<byte[]> get(String sha256) {
        if (!FileAudit.NAME.matcher(sha256).matches() || !Files.exists(path(sha256))) {
            return Optional.empty();
        }
        try {
            var content = Files.readAllBytes(path(sha256));
            if (!sha256.equals(Sha256.of(content))) {
                throw new Problem(
                        500,
                        "file.damaged",
                        "The file (%s) is not what was kept under that hash.".formatted(sha256),
                        "Maybe the disk is failing: restore it from a backup, or see (agate log verify).");
            }
            return Optional.of(content);
        } catch (IOException e) {
            throw new UncheckedIOException("File (%s) cannot be read.".formatted(sha256), e);
        }
    }

    /// Reads every file, and names those that are not what was kept.
    FileAudit.Finding audit() {
        return FileAudit.of(folder);
    }

    private Path path(String sha256) {
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
    }
}
