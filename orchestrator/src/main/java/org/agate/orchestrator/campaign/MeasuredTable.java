package org.agate.orchestrator.campaign;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agate.optimizer.space.Parameter;
import org.agate.optimizer.space.Parameter.Continuous;
import org.agate.optimizer.space.Parameter.Mixture;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.space.SearchSpace;
import org.agate.orchestrator.campaign.CampaignPlan.TableSource;

/// Real measurements that play the laboratory: a recipe is a row, and measuring it uncovers its value.
///
/// @param rows recipes and values in the order of the file; equal recipes are replicates
/// @param noise pooled standard deviation over the replicates; zero when nothing was repeated
public record MeasuredTable(SearchSpace space, List<Row> rows, double noise) {

    private static final double SUM_TOLERANCE = 0.005;

    /// One measurement.
    public record Row(Recipe recipe, double value) {}

    public MeasuredTable {
        rows = List.copyOf(rows);
    }

    /// Reads a table.
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
            rows.add(new Row(new Recipe(values), table.number(i, source.objective())));
        }
        table.requireRows(2, "two rows");
        return new MeasuredTable(space(inputs, rows), rows, pooledNoise(rows));
    }

    private static List<String> inputs(List<String> header, String objective) {
        return header.stream()
                .filter(name -> !name.equals(objective) && !name.equals("n_rep") && !name.startsWith("sd_"))
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
