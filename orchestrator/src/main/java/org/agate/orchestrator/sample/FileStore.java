package org.agate.orchestrator.sample;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Pattern;
import org.agate.orchestrator.AgateConfig;
import org.agate.orchestrator.database.Sha256;

/// Files by the hash of their content: a name never lies, and a repeat is harmless.
@ApplicationScoped
public class FileStore {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;

    FileStore(AgateConfig config) {
        this.folder = config.data().resolve("files");
    }

    /// Keeps a file; false when its content does not have that hash.
    public boolean put(String sha256, byte[] content) {
        if (!SHA256.matcher(sha256).matches() || !sha256.equals(Sha256.of(content))) {
            return false;
        }
        try {
            var target = path(sha256);
            Files.createDirectories(java.util.Objects.requireNonNull(target.getParent()));
            var fresh = Files.createTempFile(target.getParent(), sha256, ".new");
            Files.write(fresh, content);
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("File (%s) cannot be kept.\nMaybe the disk is full.".formatted(sha256), e);
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

    public Optional<byte[]> get(String sha256) {
        if (!SHA256.matcher(sha256).matches() || !Files.exists(path(sha256))) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(path(sha256)));
        } catch (IOException e) {
            throw new UncheckedIOException("File (%s) cannot be read.".formatted(sha256), e);
        }
    }

    private Path path(String sha256) {
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
    }
}
