package org.agate.orchestrator.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agate.optimizer.Goal;
import org.agate.optimizer.space.Parameter;
import org.agate.optimizer.space.Parameter.Categorical;
import org.agate.optimizer.space.Parameter.Continuous;
import org.agate.optimizer.space.Parameter.Mixture;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.space.SearchSpace;
import org.agate.orchestrator.campaign.CsvTable;
import org.agate.orchestrator.campaign.TableMalformed;

/// A table of recipes that were all measured: an optimizer may choose rows only.
///
/// @param goal of the objective
/// @param recipes one for each row
/// @param values of the objective, row by row
/// @param replicates all measurements of a row; one each when nothing was repeated
public record PoolTable(
        String name, Goal goal, SearchSpace space, List<Recipe> recipes, double[] values, List<double[]> replicates) {

    private static final double SUM_TOLERANCE = 0.005;
    private static final double LEAST_TOTAL = 1e-9;

    /// Which columns mean what.
    ///
    /// @param mixture inputs that add up to one total
    /// @param categories inputs whose values are names
    public record Columns(
            List<String> inputs, String objective, Goal goal, List<String> mixture, List<String> categories) {
        public Columns {
            inputs = List.copyOf(inputs);
            mixture = List.copyOf(mixture);
            categories = List.copyOf(categories);
        }
    }

    /// @throws org.agate.orchestrator.campaign.TableMalformed when the file has not what is asked for
    public static PoolTable read(Path file, Columns columns) {
        var table = CsvTable.read(file);
        table.requireRows(1, "one row");
        table.requireApart(columns.inputs(), columns.objective());
        var recipes = new ArrayList<Recipe>();
        double[] values = new double[table.size()];
        for (int i = 0; i < values.length; i++) {
            recipes.add(recipe(table, i, columns));
            values[i] = table.number(i, columns.objective());
        }
        mixed(file, recipes, columns);
        var replicates =
                Arrays.stream(values).mapToObj(value -> new double[] {value}).toList();
        var name =
                String.valueOf(file.getFileName()).replace("_designs.csv", "").replace(".csv", "");
        return new PoolTable(name, columns.goal(), space(recipes, columns), recipes, values, replicates);
    }

    /// Columns of a mixture add up to one total, up to rounding.
    private static void mixed(Path file, List<Recipe> recipes, Columns columns) {
        if (columns.mixture().isEmpty()) {
            return;
        }
        var sums = recipes.stream()
                .mapToDouble(recipe ->
                        columns.mixture().stream().mapToDouble(recipe::value).sum())
                .summaryStatistics();
        if (sums.getMax() - sums.getMin() > 2 * SUM_TOLERANCE * Math.abs(sums.getAverage())) {
            throw new TableMalformed(
                    file,
                    1,
                    "the columns %s do not add up to one total (%s to %s)"
                            .formatted(columns.mixture(), sums.getMin(), sums.getMax()),
                    "Maybe a component is missing, or they are no mixture.");
        }
    }

    /// With the single measurements of a file that has a row for each.
    PoolTable withReplicates(Path raw, Columns columns) {
        Map<Recipe, List<Double>> measured = new LinkedHashMap<>();
        var table = CsvTable.read(raw);
        for (int i = 0; i < table.size(); i++) {
            measured.computeIfAbsent(recipe(table, i, columns), recipe -> new ArrayList<>())
                    .add(table.number(i, columns.objective()));
        }
        var replicates = new ArrayList<double[]>();
        for (int i = 0; i < recipes.size(); i++) {
            var found = measured.get(recipes.get(i));
            replicates.add(
                    found == null
                            ? new double[] {values[i]}
                            : found.stream().mapToDouble(x -> x).toArray());
        }
        return new PoolTable(name, goal, space, recipes, values, replicates);
    }

    /// More is better.
    double worth(double value) {
        return goal == Goal.MAXIMIZE ? value : -value;
    }

    private static Recipe recipe(CsvTable table, int row, Columns columns) {
        var values = new LinkedHashMap<String, Double>();
        var labels = new LinkedHashMap<String, String>();
        for (var input : columns.inputs()) {
            if (columns.categories().contains(input)) {
                labels.put(input, table.text(row, input));
            } else {
                values.put(input, table.number(row, input));
            }
        }
        return new Recipe(values, labels);
    }

    private static SearchSpace space(List<Recipe> recipes, Columns columns) {
        var parameters = new ArrayList<Parameter>();
        var plain = new ArrayList<>(columns.inputs());
        plain.removeAll(columns.mixture());
        if (!columns.mixture().isEmpty()) {
            // As recorded, totals differ in the last digits.
            double total = recipes.stream()
                    .mapToDouble(recipe -> columns.mixture().stream()
                            .mapToDouble(recipe::value)
                            .sum())
                    .average()
                    .orElse(LEAST_TOTAL);
            parameters.add(Mixture.of("mixture", "1", columns.mixture(), total));
        }
        for (var input : plain) {
            if (columns.categories().contains(input)) {
                parameters.add(new Categorical(
                        input,
                        recipes.stream()
                                .map(recipe -> recipe.label(input))
                                .distinct()
                                .sorted()
                                .toList()));
            } else {
                var bounds = recipes.stream()
                        .mapToDouble(recipe -> recipe.value(input))
                        .summaryStatistics();
                parameters.add(new Continuous(input, "1", bounds.getMin(), bounds.getMax()));
            }
        }
        return new SearchSpace(parameters);
    }
}
