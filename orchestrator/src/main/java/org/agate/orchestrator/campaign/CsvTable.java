package org.agate.orchestrator.campaign;

import java.nio.file.Path;
import java.util.List;
import org.agate.vision.data.CsvFile;

/// A table with a header: texts and numbers by row and column.
public final class CsvTable {

    private final Path file;
    private final CsvFile table;

    private CsvTable(Path file, CsvFile table) {
        this.file = file;
        this.table = table;
    }

    /// @throws TableMalformed naming file and line
    public static CsvTable read(Path file) {
        try {
            return new CsvTable(file, CsvFile.read(file));
        } catch (CsvFile.Malformed e) {
            throw new TableMalformed(file, e.line(), String.valueOf(e.getMessage()), e.advice());
        }
    }

    public List<String> header() {
        return table.header();
    }

    /// The number of rows.
    public int size() {
        return table.rows().size();
    }

    /// @throws TableMalformed when there is no such column
    public void require(String column) {
        index(column);
    }

    /// @throws TableMalformed when the objective is also an input: it would be learnt from itself
    public void requireApart(List<String> inputs, String objective) {
        if (inputs.contains(objective)) {
            throw new TableMalformed(
                    file,
                    1,
                    "(%s) is both an input and the objective".formatted(objective),
                    "Maybe leave it out of the inputs.");
        }
    }

    /// @throws TableMalformed when there are fewer rows
    public void requireRows(int least, String words) {
        var rows = table.rows();
        if (rows.size() < least) {
            throw new TableMalformed(
                    file, rows.isEmpty() ? 1 : rows.getLast().line(), "has fewer than %s".formatted(words));
        }
    }

    /// The text of a cell.
    public String text(int row, String column) {
        return table.rows().get(row).cells().get(index(column));
    }

    /// The number in a cell.
    ///
    /// @throws TableMalformed when it is none, or not finite
    public double number(int row, String column) {
        var cell = text(row, column);
        int line = table.rows().get(row).line();
        try {
            double value = table.number(cell);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new TableMalformed(file, line, "(%s) in column %s is not a number".formatted(cell, column));
        }
        throw new TableMalformed(file, line, "(%s) in column %s is not finite".formatted(cell, column));
    }

    /// The number in a cell, which must not be less than something.
    ///
    /// @throws TableMalformed when it is none, or less
    public double atLeast(int row, String column, double least) {
        double value = number(row, column);
        if (value < least) {
            throw new TableMalformed(
                    file,
                    table.rows().get(row).line(),
                    "(%s) in column %s is less than %s".formatted(text(row, column), column, least));
        }
        return value;
    }

    private int index(String column) {
        int index = table.header().indexOf(column);
        if (index < 0) {
            throw new TableMalformed(file, 1, "has no column (%s), only %s".formatted(column, table.header()));
        }
        return index;
    }
}
