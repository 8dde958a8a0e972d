package org.agate.sim.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An append-only file of JSON lines. Not thread-safe: the world's lock guards it.
///
/// What is written is with the operating system when a call returns: a killed process loses nothing.
public final class LabJournal implements AutoCloseable {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    /// Not a channel: an interrupt of the writing thread would close it.
    private final @Nullable FileOutputStream file;

    /// One line.
    ///
    /// @param at lab time
    public record Line(Instant at, Happening happening) {}

    /// A file that could not have been written by a laboratory.
    public static final class Unreadable extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Unreadable(Path path, int line, String text) {
            super("%s:%d: (%s) is not a line of a lab journal.\nMaybe the file is another one."
                    .formatted(path, line, text.length() > 80 ? text.substring(0, 80) + "…" : text));
        }
    }

    private LabJournal(@Nullable FileOutputStream file) {
        this.file = file;
    }

    /// A journal that forgets.
    public static LabJournal none() {
        return new LabJournal(null);
    }

    /// Appends to a file; half a line that a crash left is cut off.
    public static LabJournal open(Path path) {
        try {
            if (Files.exists(path)) {
                try (var file = new RandomAccessFile(path.toFile(), "rw")) {
                    file.setLength(wholeLines(path));
                }
            }
            return new LabJournal(new FileOutputStream(path.toFile(), true));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Journal (%s) cannot be opened.\nMaybe the folder is not writable.".formatted(path), e);
        }
    }

    private static long wholeLines(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /// All lines of a file; empty when there is none.
    ///
    /// @throws Unreadable naming the first line that is none
    public static List<Line> read(Path path) {
        if (!Files.exists(path)) {
            return List.of();
        }
        var lines = new ArrayList<Line>();
        try {
            var texts = Files.readAllLines(path);
            for (int i = 0; i < texts.size(); i++) {
                lines.add(parse(path, i + 1, texts.get(i)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Journal (%s) cannot be read.".formatted(path), e);
        }
        return lines;
    }

    private static Line parse(Path path, int number, String text) {
        try {
            var line = JSON.readValue(text, Line.class);
            if (line != null && line.at() != null && line.happening() != null) {
                return line;
            }
        } catch (JsonProcessingException e) {
            var unreadable = new Unreadable(path, number, text);
            unreadable.initCause(e);
            throw unreadable;
        }
        throw new Unreadable(path, number, text);
    }

    public void write(Instant at, Happening happening) {
        if (file == null) {
            return;
        }
        try {
            var line = JSON.writeValueAsString(new Line(at, happening)) + "\n";
            file.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Journal cannot be written.\nMaybe the disk is full.", e);
        }
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
