package org.agate.orchestrator.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import org.agate.orchestrator.AgateConfig;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The last entry of the log, kept in a file beside the database: when the file is ahead, the end of the log was
/// cut off or an older copy of the database was put in its place.
@ApplicationScoped
public class LogHead {

    private static final Logger LOG = Logger.getLogger(LogHead.class);

    private final @Nullable Path file;
    private @Nullable FileChannel channel;

    /// A place in the log.
    public record Mark(long id, String hash) {}

    LogHead(AgateConfig config) {
        this.file = config.logHead().orElse(null);
    }

    private synchronized FileChannel opened(Path kept) throws IOException {
        var open = channel;
        if (open == null) {
            open = FileChannel.open(kept, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel = open;
        }
        return open;
    }

    /// Keeps the mark. The log itself is safe without it, so a disk that refuses is only complained about.
    void keep(Mark mark) {
        if (file == null) {
            return;
        }
        try {
            // Always as long as before, so one write in place keeps the whole of it; a longer line of another version
            // is cut afterwards.
            var line = ByteBuffer.wrap(String.format(Locale.ROOT, "%019d %s\n", mark.id(), mark.hash())
                    .getBytes(StandardCharsets.UTF_8));
            int length = line.remaining();
            var open = opened(file);
            open.write(line, 0);
            if (open.size() > length) {
                open.truncate(length);
            }
        } catch (IOException e) {
            channel = null;
            LOG.warnf("The head of the log cannot be kept in (%s): %s", file, e.getMessage());
        }
    }

    /// The last mark that was kept.
    public Optional<Mark> kept() {
        return file == null ? Optional.empty() : read(file);
    }

    /// Reads a mark; a file that a power cut left half written counts as none.
    public static Optional<Mark> read(Path file) {
        try {
            // A longer line that was there before may have left its end behind the first line.
            var text = Files.exists(file) ? Files.readString(file) : "";
            var parts = text.lines().findFirst().orElse("").strip().split(" ");
            return parts.length == 2 ? Optional.of(new Mark(Long.parseLong(parts[0]), parts[1])) : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            LOG.warnf("The head of the log in (%s) cannot be read: %s", file, e.getMessage());
            return Optional.empty();
        }
    }
}
