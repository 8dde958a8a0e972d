package org.agate.orchestrator.campaign;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.agate.optimizer.space.Parameter;
import org.agate.optimizer.space.Parameter.Continuous;
import org.agate.optimizer.space.Parameter.Mixture;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.space.SearchSpace;
import org.agate.orchestrator.campaign.CampaignPlan.TableSource;

/// Real measurements that play the laboratory: a recipe is a row, and measuring it uncovers its value.
///
/// @param rows recipes and values in the order of the file; equal recipes are replicates
public record MeasuredTable(SearchSpace space, List<Row> rows) {

    private static final double SUM_TOLERANCE = 0.005;
    private static final String REPLICATES = "n_rep";
    private static final String DEVIATION = "sd_";
    private static final Set<String> NOTHING = Set.of("", "na", "nan", "-", "null");

    /// One measurement.
    ///
    /// @param standardDeviation of the value; zero when nothing in the table says how uncertain it is
    public record Row(Recipe recipe, double value, double standardDeviation) {}

    public MeasuredTable {
        rows = List.copyOf(rows);
    }

    /// Reads a table.
    ///
    /// How uncertain a value is says its own column `sd_OBJECTIVE`. Where a column `n_rep` says that values are
    /// means of so many replicates, that column is the standard deviation over them: it is pooled over the rows,
    /// since few replicates alone say little, and divided by the root of the row's number. Without such columns, or
    /// where they are empty, it is the standard deviation pooled over rows of equal recipes.
    ///
    /// @throws TableMalformed naming file and line
    public static MeasuredTable read(TableSource source) {
        var table = CsvTable.read(Path.of(source.file()));
        table.require(source.objective());
        var inputs = source.inputs().isEmpty() ? inputs(table.header(), source.objective()) : source.inputs();
        inputs.forEach(table::require);
        table.requireApart(inputs, source.objective());
        var rows = new ArrayList<Row>();
        for (int i = 0; i < table.size(); i++) {
            var values = new LinkedHashMap<String, Double>();
            for (var input : inputs) {
                values.put(input, table.number(i, input));
            }
            rows.add(new Row(new Recipe(values), table.number(i, source.objective()), 0));
        }
        table.requireRows(2, "two rows");
        return new MeasuredTable(space(inputs, rows), uncertain(rows, told(table, source.objective())));
    }

    /// What the table says of how uncertain each row is; zero where it says nothing.
    private static double[] told(CsvTable table, String objective) {
        var column = DEVIATION + objective;
        double[] told = new double[table.size()];
        if (!table.header().contains(column)) {
            return told;
        }
        boolean counted = table.header().contains(REPLICATES);
        double[] counts = new double[told.length];
        double squares = 0;
        double freedom = 0;
        for (int i = 0; i < told.length; i++) {
            if (isSaid(table, i, column) && (!counted || isSaid(table, i, REPLICATES))) {
                told[i] = table.atLeast(i, column, 0);
                counts[i] = counted ? table.atLeast(i, REPLICATES, 1) : 1;
                squares += (counts[i] - 1) * told[i] * told[i];
                freedom += counts[i] - 1;
            }
        }
        if (counted) {
            for (int i = 0; i < told.length; i++) {
                told[i] = freedom > 0 && counts[i] > 0 ? Math.sqrt(squares / freedom / counts[i]) : 0;
            }
        }
        return told;
    }

    /// Programs write a figure that is not there as nothing, NA or NaN.
    private static boolean isSaid(CsvTable table, int row, String column) {
        return !NOTHING.contains(table.text(row, column).toLowerCase(Locale.ROOT));
    }

    private static List<Row> uncertain(List<Row> rows, double[] told) {
        double pooled = pooledNoise(rows);
        var uncertain = new ArrayList<Row>();
        for (int i = 0; i < told.length; i++) {
            var row = rows.get(i);
            uncertain.add(new Row(row.recipe(), row.value(), told[i] > 0 ? told[i] : pooled));
        }
        return uncertain;
    }

    private static List<String> inputs(List<String> header, String objective) {
        return header.stream()
                .filter(name -> !name.equals(objective) && !name.equals(REPLICATES) && !name.startsWith(DEVIATION))
                .toList();
    }

    /// Columns that always add up to the same total are a mixture; others are varied one by one.
    private static SearchSpace space(List<String> inputs, List<Row> rows) {
        double[] sums = rows.stream()
                .mapToDouble(row -> row.recipe().values().values().stream()
                        .mapToDouble(v -> v)
                        .sum())
                .toArray();
        double total = Arrays.stream(sums).average().orElse(0);
        boolean mixture = inputs.size() >= 2
                && total > 0
                && Arrays.stream(sums).allMatch(sum -> Math.abs(sum - total) < SUM_TOLERANCE * total)
                && rows.stream()
                        .allMatch(row -> row.recipe().values().values().stream().allMatch(v -> v >= 0));
        if (mixture) {
            return new SearchSpace(List.<Parameter>of(Mixture.of("mixture", "1", inputs, total)));
        }
        var parameters = new ArrayList<Parameter>();
        for (var name : inputs) {
            var values =
                    rows.stream().mapToDouble(row -> row.recipe().value(name)).summaryStatistics();
            parameters.add(new Continuous(name, "1", values.getMin(), values.getMax()));
        }
        return new SearchSpace(parameters);
    }

    private static double pooledNoise(List<Row> rows) {
        Map<Recipe, List<Double>> replicates = new LinkedHashMap<>();
        rows.forEach(row -> replicates
                .computeIfAbsent(row.recipe(), recipe -> new ArrayList<>())
                .add(row.value()));
        double squares = 0;
        int freedom = 0;
        for (var values : replicates.values()) {
            double mean = values.stream().mapToDouble(v -> v).average().orElse(0);
            squares += values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
            freedom += values.size() - 1;
        }
        return freedom > 0 ? Math.sqrt(squares / freedom) : 0;
    }

    /// The rows that are left after some were measured: each measured recipe takes its next replicate away.
    public List<Row> without(List<Recipe> measured) {
        var left = new ArrayList<>(rows);
        for (var recipe : measured) {
            for (int i = 0; i < left.size(); i++) {
                if (left.get(i).recipe().equals(recipe)) {
                    left.remove(i);
                    break;
                }
            }
        }
        return left;
    }
}
