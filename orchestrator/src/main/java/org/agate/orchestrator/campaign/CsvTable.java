package org.agate.orchestrator.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A comma-separated file with a header: texts and numbers by row and column. Blank lines are no rows.
public final class CsvTable {

    private final Path file;
    private final List<String> header;
    private final List<Row> rows;

    private record Row(int line, String[] cells) {}

    private CsvTable(Path file, List<String> header, List<Row> rows) {
        this.file = file;
        this.header = header;
        this.rows = rows;
    }

    /// @throws TableMalformed naming file and line
    public static CsvTable read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new TableMalformed(
                    file, 1, "cannot be read (%s)".formatted(e.getClass().getSimpleName()));
        }
        if (lines.isEmpty()) {
            throw new TableMalformed(file, 1, "is empty");
        }
        var header =
                Arrays.stream(lines.getFirst().split(",", -1)).map(String::trim).toList();
        var rows = new ArrayList<Row>();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            var cells = lines.get(i).split(",", -1);
            if (cells.length != header.size()) {
                throw new TableMalformed(
                        file, i + 1, "has %d cells where the header has %d".formatted(cells.length, header.size()));
            }
            rows.add(new Row(i + 1, cells));
        }
        return new CsvTable(file, header, rows);
    }

    public List<String> header() {
        return header;
    }

    /// The number of rows.
    public int size() {
        return rows.size();
    }

    /// @throws TableMalformed when there is no such column
    public void require(String column) {
        index(column);
    }

    /// @throws TableMalformed when there are fewer rows
    public void requireRows(int least, String words) {
        if (rows.size() < least) {
            throw new TableMalformed(
                    file, rows.isEmpty() ? 1 : rows.getLast().line(), "has fewer than %s".formatted(words));
        }
    }

    /// The text of a cell.
    public String text(int row, String column) {
        return rows.get(row).cells()[index(column)].trim();
    }

    /// The number in a cell.
    ///
    /// @throws TableMalformed when it is none, or not finite
    public double number(int row, String column) {
        var cell = rows.get(row).cells()[index(column)];
        try {
            double value = Double.parseDouble(cell.trim());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new TableMalformed(
                    file, rows.get(row).line(), "(%s) in column %s is not a number".formatted(cell, column));
        }
        throw new TableMalformed(file, rows.get(row).line(), "(%s) in column %s is not finite".formatted(cell, column));
    }

    private int index(String column) {
        int index = header.indexOf(column);
        if (index < 0) {
            throw new TableMalformed(file, 1, "has no column (%s), only %s".formatted(column, header));
        }
        return index;
    }
}
