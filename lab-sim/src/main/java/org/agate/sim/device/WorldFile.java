package org.agate.sim.device;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The world on disk: one JSON file, replaced as a whole.
final class WorldFile {

    private final ObjectMapper json = new ObjectMapper();
    private final @Nullable Path path;

    record Snapshot(List<Vessel> vessels, Map<String, Double> hoppers) {}

    WorldFile(@Nullable Path path) {
        this.path = path;
    }

    Optional<Snapshot> read() {
        if (path == null || !Files.exists(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.readValue(path.toFile(), Snapshot.class));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "World (%s) cannot be read.\nMaybe delete it to start with a fresh laboratory.".formatted(path), e);
        }
    }

    void write(Snapshot snapshot) {
        if (path == null) {
            return;
        }
        try {
            var fresh = path.resolveSibling(path.getFileName() + ".new");
            json.writeValue(fresh.toFile(), snapshot);
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("World (%s) cannot be written.\nMaybe the disk is full.".formatted(path), e);
        }
    }
}
