package org.agate.robot.sdk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.agate.robot.device.ContractBroken;
import org.agate.robot.wire.WireCodec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A ledger in one file of JSON lines, synced to disk at each write, compacted when it is opened. Thread-safe.
public final class FileLedger implements DeviceLedger {

    private static final Logger LOG = LoggerFactory.getLogger(FileLedger.class);
    private static final int KEPT = 2_000;

    private final WireCodec codec = new WireCodec();
    private final LinkedHashMap<UUID, Entry> entries = new LinkedHashMap<>();
    private final FileChannel file;
    private long epoch;
    private boolean stopped;

    /// One line of the file; exactly one of the three is there.
    private record Line(
            @Nullable Entry entry,
            @Nullable Long epoch,
            @Nullable Boolean stopped) {}

    /// Opens or creates the ledger.
    public FileLedger(Path path) {
        try {
            var directory = path.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            if (Files.exists(path)) {
                Files.readAllLines(path).forEach(this::replay);
            }
            compact(path);
            file = FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Ledger (%s) cannot be opened.\nMaybe the folder is not writable.".formatted(path), e);
        }
    }

    private void replay(String text) {
        try {
            apply(codec.value(text, Line.class));
        } catch (ContractBroken e) {
            // A crash in the middle of a write leaves half a line: what it would have said was never acted upon.
            LOG.warn("Ledger line skipped: {}", text);
        }
    }

    private void apply(Line line) {
        var entry = line.entry();
        if (entry != null) {
            entries.remove(entry.command().commandId());
            entries.put(entry.command().commandId(), entry);
        }
        var raised = line.epoch();
        if (raised != null) {
            epoch = raised;
        }
        var latched = line.stopped();
        if (latched != null) {
            stopped = latched;
        }
    }

    private void compact(Path path) throws IOException {
        var lines = new ArrayList<String>();
        lines.add(codec.text(new Line(null, epoch, null)));
        lines.add(codec.text(new Line(null, null, stopped)));
        newest(entries.values(), KEPT).forEach(entry -> lines.add(codec.text(new Line(entry, null, null))));
        var fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.write(fresh, lines);
        Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private void append(Line line) {
        apply(line);
        try {
            file.write(ByteBuffer.wrap((codec.text(line) + "\n").getBytes(StandardCharsets.UTF_8)));
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("Ledger cannot be written.\nMaybe the disk is full.", e);
        }
    }

    @Override
    public synchronized Optional<Entry> find(UUID commandId) {
        return Optional.ofNullable(entries.get(commandId));
    }

    @Override
    public synchronized void write(Entry entry) {
        append(new Line(entry, null, null));
    }

    @Override
    public synchronized List<Entry> open() {
        return entries.values().stream()
                .filter(entry -> !entry.event().terminal())
                .toList();
    }

    @Override
    public synchronized List<Entry> recent(int most) {
        return newest(
                entries.values().stream()
                        .filter(entry -> entry.event().terminal())
                        .toList(),
                most);
    }

    @Override
    public synchronized long epoch() {
        return epoch;
    }

    @Override
    public synchronized void raiseEpoch(long raised) {
        append(new Line(null, raised, null));
    }

    @Override
    public synchronized boolean stopped() {
        return stopped;
    }

    @Override
    public synchronized void latchStop(boolean latched) {
        append(new Line(null, null, latched));
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Entry> newest(Collection<Entry> all, int most) {
        return all.stream().skip(Math.max(0, all.size() - most)).toList();
    }
}
