package org.agate.vision.drift;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.agate.vision.VisionFault;
import org.agate.vision.quality.Defect;
import org.jspecify.annotations.Nullable;

/// The checks of a model as CSV: `at`, then a column for each figure.
public final class ChartFile {

    private ChartFile() {}

    /// Empty where there is no file yet.
    ///
    /// @throws VisionFault `vision.chart.unreadable` with the line
    public static List<Check> read(Path file) {
        int line = 1;
        try {
            if (isNew(file)) {
                return List.of();
            }
            var lines = Files.readAllLines(file);
            var names = lines.getFirst().split(",");
            var checks = new ArrayList<Check>();
            for (line = 2; line <= lines.size(); line++) {
                var cells = lines.get(line - 1).split(",");
                if (cells.length != names.length) {
                    throw unreadable(file, line, null);
                }
                var figures = new LinkedHashMap<String, Double>();
                for (int i = 1; i < names.length; i++) {
                    figures.put(names[i], Double.parseDouble(cells[i]));
                }
                checks.add(new Check(Instant.parse(cells[0]), figures));
            }
            return checks;
        } catch (IOException | DateTimeException | NumberFormatException e) {
            throw unreadable(file, line, e);
        }
    }

    private static VisionFault unreadable(Path file, int line, @Nullable Exception cause) {
        return new VisionFault(
                "vision.chart.unreadable",
                "%s:%d is no check.".formatted(file, line),
                "Maybe it was edited: mend the line, or take the file away and begin anew.",
                cause);
    }

    /// Adds one at the end.
    ///
    /// @return the chart with it
    /// @throws VisionFault `vision.check.spoilt` when the photograph is, `vision.check.earlier` when it is older
    ///     than the last check, `vision.chart.not-written`
    public static ControlChart append(Path file, Check check) {
        var checks = new ArrayList<>(read(file));
        if (!check.defects().isEmpty()) {
            throw new VisionFault(
                    "vision.check.spoilt",
                    "This photograph is no check: %s.".formatted(Defect.words(check.defects())),
                    "Maybe photograph the reference dish again.");
        }
        if (!checks.isEmpty() && check.at().isBefore(checks.getLast().at())) {
            throw new VisionFault(
                    "vision.check.earlier",
                    "(%s) is before the last check (%s)."
                            .formatted(check.at(), checks.getLast().at()),
                    "Maybe the clock is wrong, or the checks come in another order.");
        }
        write(file, check);
        checks.add(check);
        return new ControlChart(checks);
    }

    private static void write(Path file, Check check) {
        var names = new TreeSet<>(check.figures().keySet());
        var text = new StringBuilder();
        Map<String, Double> figures = check.figures();
        try {
            if (isNew(file)) {
                text.append("at,").append(String.join(",", names)).append('\n');
            }
            text.append(check.at());
            names.forEach(name -> text.append(',').append(figures.get(name)));
            text.append('\n');
            Files.writeString(
                    file, text, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new VisionFault(
                    "vision.chart.not-written",
                    "Chart (%s) cannot be written.".formatted(file),
                    "Maybe the disk is full.",
                    e);
        }
    }

    private static boolean isNew(Path file) throws IOException {
        return !Files.exists(file) || Files.size(file) == 0;
    }
}
