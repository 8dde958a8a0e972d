package org.agate.vision.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.agate.vision.VisionFault;

/// The lines of a file of labels, and the faults they may have.
final class LabelFile {

    /// Of each share, as it is written with two places or as a whole percentage; more components round more often.
    private static final double ROUNDING = 0.005;
    private static final double LEAST_ROUNDING = 0.01 + 1e-9;

    private final Path file;
    private final List<String> lines;
    private final Set<Path> seen = new HashSet<>();

    private LabelFile(Path file, List<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    /// For a table, whose cells somebody else reads.
    static LabelFile of(Path file) {
        return new LabelFile(file, List.of());
    }

    /// A share of a table, 0 to 1.
    double share(CsvFile table, String cell, int line) {
        double share;
        try {
            share = table.number(cell);
        } catch (NumberFormatException e) {
            throw fault(line, "(%s) is not a number".formatted(cell));
        }
        return share(String.valueOf(share), 1, line);
    }

    static LabelFile read(Path file) {
        try {
            return new LabelFile(file, TextFile.read(file).lines().toList());
        } catch (TextFile.Unreadable e) {
            throw new VisionFault(
                    "vision.labels.unreadable",
                    "%s:%d: %s".formatted(file, e.line(), e.getMessage()),
                    "Maybe save it as UTF-8.",
                    e);
        }
    }

    /// All lines; numbers of lines count from zero.
    List<String> lines() {
        return lines;
    }

    /// A photograph that is there, and that no line before has named.
    Path photograph(Path photograph, int line) {
        if (!Files.isRegularFile(photograph)) {
            throw fault(line, "photograph %s does not exist".formatted(photograph.getFileName()));
        }
        if (!seen.add(photograph.toAbsolutePath().normalize())) {
            throw fault(line, "photograph %s is labelled twice".formatted(photograph.getFileName()));
        }
        return photograph;
    }

    /// A share, 0 to 1.
    ///
    /// @param whole what all shares add up to as written
    double share(String text, double whole, int line) {
        try {
            double share = Double.parseDouble(text.trim()) / whole;
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException e) {
            throw fault(line, "(%s) is not a number".formatted(text));
        }
        throw fault(
                line,
                "(%s) is not between 0 and %.0f%s".formatted(text, whole, whole == 1 ? ", or is a percentage" : ""));
    }

    /// Shares that add up to one, up to rounding; scaled to one.
    List<Double> whole(List<Double> shares, int line) {
        double sum = shares.stream().mapToDouble(share -> share).sum();
        if (Math.abs(sum - 1) > Math.max(LEAST_ROUNDING, ROUNDING * shares.size() + 1e-9)) {
            throw fault(line, "percentages add up to %.2f".formatted(100 * sum));
        }
        return shares.stream().map(share -> share / sum).toList();
    }

    VisionFault fault(int line, String what) {
        return new VisionFault(
                "vision.labels.malformed",
                "%s:%d: %s".formatted(file, line + 1, what),
                "Maybe the line was cut or edited by hand.");
    }
}
