package org.agate.vision.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// A table with a header, as people's programs write it (RFC 4180): quotes, a byte order mark, UTF-16, and commas,
/// semicolons or tabs between the cells. Blank lines are no rows.
///
/// @param header names of the columns, none twice
/// @param separator between the cells; with another one than a comma, numbers may have decimal commas
public record CsvFile(List<String> header, List<Row> rows, char separator) {

    private static final char[] SEPARATORS = {',', ';', '\t'};

    /// A row.
    ///
    /// @param line where it begins, counted from one
    public record Row(int line, List<String> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /// A file that is no such table.
    public static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int line;
        private final String advice;

        Malformed(int line, String what, String advice) {
            super(what);
            this.line = line;
            this.advice = advice;
        }

        /// Counted from one.
        public int line() {
            return line;
        }

        public String advice() {
            return advice;
        }
    }

    public CsvFile {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    /// @throws Malformed naming the line, what is wrong there and what may help
    public static CsvFile read(Path file) {
        String text;
        try {
            text = TextFile.read(file);
        } catch (TextFile.Unreadable e) {
            throw new Malformed(
                    e.line(),
                    String.valueOf(e.getMessage()),
                    String.valueOf(e.getMessage()).startsWith("is not")
                            ? "Maybe save it as UTF-8."
                            : "Maybe the name or the folder is another one.");
        }
        var first = text.lines().findFirst().orElse("");
        if (first.isBlank()) {
            throw new Malformed(1, "is empty", "Maybe the header is missing.");
        }
        return parsed(text, separator(first));
    }

    /// The sign that most cells of the header are separated by, those in quotes left out.
    private static char separator(String header) {
        var outside = header.replaceAll("\"[^\"]*\"", "");
        char best = ',';
        for (char separator : SEPARATORS) {
            if (count(outside, separator) > count(outside, best)) {
                best = separator;
            }
        }
        return best;
    }

    private static long count(String text, char sign) {
        return text.chars().filter(c -> c == sign).count();
    }

    private static CsvFile parsed(String text, char separator) {
        var format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setIgnoreSurroundingSpaces(true)
                .setIgnoreEmptyLines(false)
                .get();
        try (var parser = CSVParser.parse(text, format)) {
            var header = new ArrayList<String>();
            var rows = new ArrayList<Row>();
            long line = 1;
            for (var cells : parser) {
                if (header.isEmpty()) {
                    header.addAll(header(cells));
                } else if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
                    rows.add(row((int) line, cells, header.size()));
                }
                line = parser.getCurrentLineNumber() + 1;
            }
            return new CsvFile(header, rows, separator);
        } catch (UncheckedIOException | IOException | IllegalStateException e) {
            throw new Malformed(1, "cannot be read (%s)".formatted(e.getMessage()), "Maybe a quote is not closed.");
        }
    }

    private static List<String> header(CSVRecord cells) {
        var names = cells.stream().map(String::strip).toList();
        var seen = new HashSet<String>();
        for (var name : names) {
            if (!name.isEmpty() && !seen.add(name)) {
                throw new Malformed(1, "column (%s) stands twice".formatted(name), "Maybe rename one of the two.");
            }
        }
        return names;
    }

    private static Row row(int line, CSVRecord cells, int columns) {
        if (cells.size() != columns) {
            throw new Malformed(
                    line,
                    "has %d cells where the header has %d".formatted(cells.size(), columns),
                    "Maybe a cell with the separator in it is not quoted.");
        }
        return new Row(line, cells.stream().map(String::strip).toList());
    }

    /// A number as this file writes it.
    ///
    /// @throws NumberFormatException when it is none
    public double number(String cell) {
        var text = separator == ',' || cell.indexOf('.') >= 0 ? cell : cell.replace(',', '.');
        return Double.parseDouble(text.strip());
    }

    /// A row as text, with quotes where a cell needs them.
    public static String line(Stream<String> cells) {
        return CSVFormat.RFC4180.format(cells.toArray());
    }
}
