package org.agate.orchestrator.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows that runs on a table start from, by seed.
public final class StartRows {

    private final Map<Long, int[]> bySeed;

    private StartRows(Map<Long, int[]> bySeed) {
        this.bySeed = bySeed;
    }

    /// None are given.
    public static StartRows none() {
        return new StartRows(Map.of());
    }

    /// Lines of seed and rows, 0-based; a name of the table may stand before.
    ///
    /// @throws BenchInvalid when the file is something else
    public static StartRows read(Path file, PoolTable table) {
        var bySeed = new HashMap<Long, int[]>();
        try {
            var lines = Files.readAllLines(file);
            int from = !lines.isEmpty() && !lines.getFirst().matches("(seed|\\s*\\d+\\s*),.*") ? 1 : 0;
            for (var line : lines) {
                var fields = line.split(",", -1);
                boolean header = fields[0].equals("data_set") || fields[0].equals("seed");
                if (!header && !line.isBlank() && (from == 0 || fields[0].equals(table.name()))) {
                    int[] rows = BenchData.rows(fields, from + 1);
                    boolean twice = Arrays.stream(rows).distinct().count() < rows.length;
                    if (twice
                            || Arrays.stream(rows)
                                    .anyMatch(row ->
                                            row < 0 || row >= table.recipes().size())) {
                        throw new BenchInvalid(
                                "Start %s are not different rows of a table with (%d)."
                                        .formatted(
                                                Arrays.toString(rows),
                                                table.recipes().size()),
                                "Maybe rows are counted from one, or it is for another table.");
                    }
                    bySeed.put(Long.parseLong(fields[from].strip()), rows);
                }
            }
        } catch (IOException | NumberFormatException e) {
            throw new BenchInvalid("Start rows (%s) cannot be read.".formatted(file), "Maybe it is not seed,r1,r2,…");
        }
        return new StartRows(bySeed);
    }

    /// The rows of a seed; null when none are given.
    public int @Nullable [] of(long seed) {
        return bySeed.get(seed);
    }
}
