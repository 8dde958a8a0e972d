package org.agate.orchestrator.asktell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.agate.optimizer.Experiments;
import org.agate.optimizer.Observation;
import org.agate.optimizer.Optimizer;
import org.agate.optimizer.space.Parameter;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.space.SearchSpace;
import org.agate.orchestrator.campaign.CsvTable;
import org.agate.orchestrator.campaign.TableMalformed;
import org.agate.vision.data.CsvFile;

/// A list of candidates as NIMO has it (Tamura et al. 2023, doi:10.1080/27660400.2023.2232297): a CSV file with a
/// header, a row for each candidate, its numbers first and the objective last, empty until it is measured. Proposals go
/// to another, with the number of the row (from 0) as `actions` before the candidate's numbers.
///
/// @param inputs names of all columns but the last
/// @param recipes one for each row
public record CandidateFile(List<String> inputs, List<Recipe> recipes, Experiments experiments, List<Integer> open) {

    /// A candidate that is proposed.
    ///
    /// @param row its number in the file, from 0
    public record Proposal(int row, Recipe recipe, String reason) {}

    public CandidateFile {
        inputs = List.copyOf(inputs);
        recipes = List.copyOf(recipes);
        open = List.copyOf(open);
    }

    /// @throws TableMalformed when the file is no such list
    public static CandidateFile read(Path file) {
        var table = CsvTable.read(file);
        table.requireRows(1, "one row");
        if (table.header().size() < 2) {
            throw new TableMalformed(file, 1, "has no column for the objective behind those of the candidates");
        }
        var inputs = table.header().subList(0, table.header().size() - 1);
        var objective = table.header().getLast();
        var recipes = new ArrayList<Recipe>();
        var open = new ArrayList<Integer>();
        var experiments = Experiments.none();
        for (int row = 0; row < table.size(); row++) {
            var values = new LinkedHashMap<String, Double>();
            for (var input : inputs) {
                values.put(input, table.number(row, input));
            }
            var recipe = new Recipe(values, Map.of());
            recipes.add(recipe);
            var cell = table.text(row, objective);
            if (cell.isEmpty() || cell.equalsIgnoreCase("nan")) {
                open.add(row);
            } else {
                experiments = experiments.tell(new Observation(recipe, table.number(row, objective), 0));
            }
        }
        return new CandidateFile(inputs, recipes, experiments, open);
    }

    /// The next candidates, at most as many as are open.
    public List<Proposal> propose(Optimizer.Settings settings, int count) {
        var optimizer = new Optimizer(space(), settings);
        var left = new ArrayList<>(open);
        var known = experiments;
        var proposals = new ArrayList<Proposal>();
        while (proposals.size() < count && !left.isEmpty()) {
            var candidates = left.stream().map(recipes::get).toList();
            var suggestion = optimizer.ask(known, candidates);
            int row = left.remove(candidates.indexOf(suggestion.recipe()));
            proposals.add(new Proposal(row, suggestion.recipe(), suggestion.reason()));
            known = known.await(suggestion.recipe());
        }
        return proposals;
    }

    private SearchSpace space() {
        var parameters = new ArrayList<Parameter>();
        for (var input : inputs) {
            var range =
                    recipes.stream().mapToDouble(recipe -> recipe.value(input)).summaryStatistics();
            parameters.add(new Parameter.Continuous(input, "1", range.getMin(), range.getMax()));
        }
        return new SearchSpace(parameters, List.of());
    }

    /// Writes what NIMO's robots read.
    public void write(List<Proposal> proposals, Path file) {
        var lines = new ArrayList<String>();
        lines.add(CsvFile.line(Stream.concat(Stream.of("actions"), inputs.stream())));
        for (var proposal : proposals) {
            var cells = new ArrayList<String>();
            cells.add(String.valueOf(proposal.row()));
            inputs.forEach(input -> cells.add(String.valueOf(proposal.recipe().value(input))));
            lines.add(CsvFile.line(cells.stream()));
        }
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "(%s) cannot be written (%s).\nMaybe its folder is not there."
                            .formatted(file, e.getClass().getSimpleName()),
                    e);
        }
    }
}
