package org.agate.robot.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A folder that another program puts pictures into, such as a vendor's capture software: each is used once.
final class WatchedFolder implements ImageSource {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Path folder;
    private final Set<Path> used = new HashSet<>();

    /// What is there already belongs to an earlier experiment and is left alone.
    WatchedFolder(Path folder) {
        this.folder = folder;
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "(%s) is not a folder.\nMaybe make it before the camera starts.".formatted(folder));
        }
        used.addAll(images());
    }

    @Override
    public byte[] take(Setting setting) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var found = next();
            if (found.isPresent()) {
                return whenWritten(found.get());
            }
            Thread.sleep(LOOK_AGAIN);
        }
        throw new NoImage("no new image in (%s) within %d s".formatted(folder, PATIENCE.toSeconds()));
    }

    /// A file that still grows is not finished.
    private byte[] whenWritten(Path file) throws InterruptedException {
        try {
            used.add(file);
            long end = System.nanoTime() + PATIENCE.toNanos();
            long size = -1;
            while (size != Files.size(file) || size == 0) {
                if (System.nanoTime() > end) {
                    throw new NoImage("(%s) is never finished".formatted(file));
                }
                size = Files.size(file);
                Thread.sleep(LOOK_AGAIN);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new NoImage("(%s) cannot be read".formatted(file), e);
        }
    }

    private Optional<Path> next() {
        return images().stream()
                .filter(file -> !used.contains(file))
                .min(Comparator.comparing(WatchedFolder::written).thenComparing(Comparator.naturalOrder()));
    }

    private List<Path> images() {
        try (var files = Files.list(folder)) {
            return files.filter(WatchedFolder::isImage).toList();
        } catch (IOException e) {
            throw new NoImage("(%s) cannot be read".formatted(folder), e);
        }
    }

    private static long written(Path file) {
        return file.toFile().lastModified();
    }

    private static boolean isImage(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".jpg") || name.endsWith(".jpeg") || name.endsWith(".png");
    }
}
