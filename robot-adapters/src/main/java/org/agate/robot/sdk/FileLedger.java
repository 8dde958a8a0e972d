package org.agate.robot.sdk;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.agate.robot.device.ContractBroken;
import org.agate.robot.wire.Printable;
import org.agate.robot.wire.WireCodec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A ledger in one file of JSON lines, synced to disk at each write, compacted when it is opened or long. Thread-safe.
public final class FileLedger implements DeviceLedger {

    private static final Logger LOG = LoggerFactory.getLogger(FileLedger.class);
    private static final int KEPT = 2_000;
    private static final Duration KEPT_FOR = Duration.ofHours(25);
    private static final int MOST_LINES = 20_000;

    private final WireCodec codec = new WireCodec();
    private final LinkedHashMap<UUID, Entry> entries = new LinkedHashMap<>();
    private final Path path;
    private final InstantSource wall;
    /// Not a channel: an interrupt of the writing thread would close it.
    private FileOutputStream file;
    private long epoch;
    private boolean stopped;
    private String fault = "";
    private int lines;
    private int mostLines = MOST_LINES;

    /// One line of the file; exactly one of them is there.
    private record Line(
            @Nullable Entry entry,
            @Nullable Long epoch,
            @Nullable Boolean stopped,
            @Nullable String fault) {

        static Line of(Entry entry) {
            return new Line(entry, null, null, null);
        }

        static Line of(long epoch) {
            return new Line(null, epoch, null, null);
        }

        static Line of(boolean stopped) {
            return new Line(null, null, stopped, null);
        }

        static Line of(String fault) {
            return new Line(null, null, null, fault);
        }
    }

    /// Opens or creates the ledger.
    ///
    /// @param wall decides which entries are old enough to forget
    public FileLedger(Path path, InstantSource wall) {
        this.path = path;
        this.wall = wall;
        try {
            var directory = path.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            if (Files.exists(path)) {
                LedgerLines.of(Files.readAllBytes(path), path).forEach(this::replay);
            }
            file = compact();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Ledger (%s) cannot be opened.\nMaybe the folder is not writable.".formatted(path), e);
        }
    }

    private void replay(String text) {
        try {
            apply(codec.value(text, Line.class));
        } catch (ContractBroken e) {
            LOG.warn("Ledger line skipped path={} line={}", path, Printable.of(text, 200));
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
        var broken = line.fault();
        if (broken != null) {
            fault = broken;
        }
    }

    /// Forgets what is both old and beyond the number that is promised; the new file is on disk before it replaces the
    /// old one.
    private FileOutputStream compact() throws IOException {
        var yesterday = wall.instant().minus(KEPT_FOR);
        int excess = entries.size() - KEPT;
        for (var entry : List.copyOf(entries.values())) {
            if (excess > 0 && entry.event().terminal() && entry.since().isBefore(yesterday)) {
                entries.remove(entry.command().commandId());
                excess--;
            }
        }
        var kept = new ArrayList<>(List.of(Line.of(epoch), Line.of(stopped), Line.of(fault)));
        entries.values().forEach(entry -> kept.add(Line.of(entry)));
        var fresh = path.resolveSibling(path.getFileName() + ".new");
        try (var out = new FileOutputStream(fresh.toFile())) {
            for (var line : kept) {
                out.write(bytes(line));
            }
            out.getFD().sync();
        }
        Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        lines = kept.size();
        mostLines = Math.max(MOST_LINES, 2 * lines);
        return new FileOutputStream(path.toFile(), true);
    }

    private byte[] bytes(Line line) {
        return (codec.text(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /// On disk first: what could not be written was never said.
    private void append(Line line) {
        try {
            byte[] bytes = bytes(line);
            long before = path.toFile().length();
            try {
                file.write(bytes);
                file.getFD().sync();
            } catch (IOException e) {
                // Half a line would swallow the next one.
                try (var cut = new RandomAccessFile(path.toFile(), "rw")) {
                    cut.setLength(before);
                }
                throw e;
            }
            apply(line);
            if (++lines > mostLines) {
                var old = file;
                file = compact();
                old.close();
            }
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
        append(Line.of(entry));
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
        append(Line.of(raised));
    }

    @Override
    public synchronized boolean stopped() {
        return stopped;
    }

    @Override
    public synchronized void latchStop(boolean latched) {
        append(Line.of(latched));
    }

    @Override
    public synchronized String fault() {
        return fault;
    }

    @Override
    public synchronized void latchFault(String code) {
        append(Line.of(code));
    }

    @Override
    public synchronized void close() {
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
