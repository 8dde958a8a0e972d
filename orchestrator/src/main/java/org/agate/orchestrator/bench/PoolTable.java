package org.agate.orchestrator.bench;

import java.io.IOException;
import java.nio.file.Files;
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

/// A table of recipes that were all measured: an optimizer may choose rows only.
///
/// @param goal of the objective
/// @param recipes one for each row
/// @param values of the objective, row by row
/// @param replicates all measurements of a row; one each when nothing was repeated
public record PoolTable(
        String name, Goal goal, SearchSpace space, List<Recipe> recipes, double[] values, List<double[]> replicates) {

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

    /// @throws BenchInvalid when the file has not what is asked for
    public static PoolTable read(Path file, Columns columns) {
        var rows = rows(file);
        if (rows.isEmpty()) {
            throw new BenchInvalid("Table (%s) has no rows.".formatted(file), "Maybe it is another file.");
        }
        var recipes = new ArrayList<Recipe>();
        double[] values = new double[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            recipes.add(recipe(rows.get(i), columns, file, i));
            values[i] = number(rows.get(i), columns.objective(), file, i);
        }
        var replicates =
                Arrays.stream(values).mapToObj(value -> new double[] {value}).toList();
        var name =
                String.valueOf(file.getFileName()).replace("_designs.csv", "").replace(".csv", "");
        return new PoolTable(name, columns.goal(), space(recipes, columns), recipes, values, replicates);
    }

    /// With the single measurements of a file that has a row for each.
    PoolTable withReplicates(Path raw, Columns columns) {
        Map<Recipe, List<Double>> measured = new LinkedHashMap<>();
        var rows = rows(raw);
        for (int i = 0; i < rows.size(); i++) {
            measured.computeIfAbsent(recipe(rows.get(i), columns, raw, i), recipe -> new ArrayList<>())
                    .add(number(rows.get(i), columns.objective(), raw, i));
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

    private static List<Map<String, String>> rows(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new BenchInvalid("Table (%s) cannot be read.".formatted(file), "Maybe it is elsewhere.");
        }
        var rows = new ArrayList<Map<String, String>>();
        var header =
                lines.isEmpty() ? List.<String>of() : List.of(lines.getFirst().split(","));
        for (var line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            if (!line.isBlank()) {
                var fields = line.split(",", -1);
                var row = new LinkedHashMap<String, String>();
                for (int c = 0; c < Math.min(header.size(), fields.length); c++) {
                    row.put(header.get(c).strip(), fields[c].strip());
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static Recipe recipe(Map<String, String> row, Columns columns, Path file, int number) {
        var values = new LinkedHashMap<String, Double>();
        var labels = new LinkedHashMap<String, String>();
        for (var input : columns.inputs()) {
            if (columns.categories().contains(input)) {
                labels.put(input, text(row, input, file));
            } else {
                values.put(input, number(row, input, file, number));
            }
        }
        return new Recipe(values, labels);
    }

    private static String text(Map<String, String> row, String column, Path file) {
        var text = row.get(column);
        if (text == null) {
            throw new BenchInvalid(
                    "Table (%s) has no column (%s), only %s.".formatted(file, column, row.keySet()),
                    "Maybe it is spelled otherwise.");
        }
        return text;
    }

    private static double number(Map<String, String> row, String column, Path file, int number) {
        var text = text(row, column, file);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new BenchInvalid(
                    "(%s) in column (%s), row (%d) of (%s) is no number.".formatted(text, column, number + 1, file),
                    "Maybe the column is a category.");
        }
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
