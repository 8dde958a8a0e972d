package org.agate.orchestrator.cli;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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

    /// A photograph.
    ///
    /// @param taken null where its camera noted no time
    record Point(String name, @Nullable LocalDateTime taken, Inference inference) {

        static Point of(String name, CameraNote note, Inference inference) {
            return new Point(name, time(note.taken()), inference);
        }

        private static @Nullable LocalDateTime time(@Nullable String noted) {
            try {
                return noted == null ? null : LocalDateTime.parse(noted, NOTED);
            } catch (DateTimeParseException e) {
                // A clock that was never set says nothing.
                return null;
            }
        }
    }

    /// One line for each photograph and component, in the order of time; those without a time come last, without hours.
    static String csv(List<Point> points) {
        var ordered = points.stream()
                .sorted(Comparator.comparing(Point::taken, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
        var first = ordered.isEmpty() ? null : ordered.getFirst().taken();
        var csv = new StringBuilder("file,hours,component,share,sd,low90,high90,flags\n");
        for (var point : ordered) {
            var hours = point.taken() == null || first == null
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            "%.4f",
                            Duration.between(first, point.taken()).toSeconds() / SECONDS_PER_HOUR);
            csv.append(lines("\"%s\",%s".formatted(point.name().replace("\"", "\"\""), hours), point.inference()));
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
}
