package org.agate.orchestrator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.agate.vision.image.CameraNote;
import org.agate.vision.inference.Inference;
import org.agate.vision.inference.Inference.Measured;
import org.agate.vision.inference.Inference.Refused;
import org.jspecify.annotations.Nullable;

/// The course of a reaction: what its photographs showed, against the time that the camera noted.
final class Course {

    private static final DateTimeFormatter NOTED = DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss", Locale.ROOT);
    private static final double SECONDS_PER_HOUR = 3600;

    private Course() {}

    /// One line for each photograph and component, in the order of time; those without a time come last, without hours.
    static String csv(Map<Path, Inference> seen) {
        var times = new TreeMap<String, LocalDateTime>();
        seen.keySet().forEach(file -> {
            var time = time(file);
            if (time != null) {
                times.put(file.toString(), time);
            }
        });
        var first = times.values().stream().min(LocalDateTime::compareTo).orElse(null);
        var ordered = seen.entrySet().stream()
                .sorted((a, b) -> Objects.compare(
                        times.get(a.getKey().toString()),
                        times.get(b.getKey().toString()),
                        java.util.Comparator.nullsLast(LocalDateTime::compareTo)))
                .toList();
        var csv = new StringBuilder("file,hours,component,share,sd,low90,high90,flags\n");
        for (var each : ordered) {
            var name = each.getKey().toString();
            var time = times.get(name);
            var hours = time == null || first == null
                    ? ""
                    : String.format(
                            Locale.ROOT, "%.4f", Duration.between(first, time).toSeconds() / SECONDS_PER_HOUR);
            csv.append(lines("\"%s\",%s".formatted(name.replace("\"", "\"\""), hours), each.getValue()));
        }
        return csv.toString();
    }

    private static String lines(String begun, Inference inference) {
        return switch (inference) {
            case Measured measured ->
                measured.shares().stream()
                        .map(share -> String.format(
                                Locale.ROOT,
                                "%s,%s,%.4f,%.4f,%.4f,%.4f,\n",
                                begun,
                                share.component(),
                                share.value(),
                                share.standardDeviation(),
                                share.low(),
                                share.high()))
                        .collect(Collectors.joining());
            case Refused refused ->
                "%s,,,,,,%s\n"
                        .formatted(
                                begun,
                                refused.defects().stream()
                                        .map(Enum::name)
                                        .sorted()
                                        .collect(Collectors.joining(" ")));
        };
    }

    private static @Nullable LocalDateTime time(Path file) {
        try {
            var noted = CameraNote.of(Files.readAllBytes(file)).taken();
            return noted == null ? null : LocalDateTime.parse(noted, NOTED);
        } catch (DateTimeParseException e) {
            // A clock that was never set says nothing.
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("Photograph (%s) cannot be read.".formatted(file), e);
        }
    }
}
