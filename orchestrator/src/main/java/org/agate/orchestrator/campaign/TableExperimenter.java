package org.agate.orchestrator.campaign;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.agate.optimizer.Experiments;
import org.agate.optimizer.Goal;
import org.agate.optimizer.Observation;
import org.agate.optimizer.Optimizer;
import org.agate.optimizer.Suggestion;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.space.SearchSpace;
import org.agate.orchestrator.campaign.CampaignPlan.TableSource;
import org.agate.orchestrator.campaign.MeasuredTable.Row;

/// A table that plays the laboratory: the answer is the next row of that recipe that was not used yet.
final class TableExperimenter implements Experimenter {

    private final MeasuredTable table;
    private final TableSource source;
    private final CampaignStore store;

    TableExperimenter(TableSource source, CampaignStore store) {
        this.table = MeasuredTable.read(source);
        this.source = source;
        this.store = store;
    }

    @Override
    public SearchSpace space() {
        return table.space();
    }

    @Override
    public Goal goal() {
        return source.minimize() ? Goal.MINIMIZE : Goal.MAXIMIZE;
    }

    @Override
    public String objective() {
        return source.objective();
    }

    @Override
    public void prepare(Campaign campaign, HoldGate gate) {}

    @Override
    public Suggestion ask(Optimizer optimizer, Experiments experiments) {
        return optimizer.ask(experiments, left(experiments));
    }

    /// What is left in the table can be looked up.
    @Override
    public Optional<String> objection(Recipe recipe) {
        return Optional.empty();
    }

    @Override
    public boolean exhausted(Experiments experiments) {
        return left(experiments).isEmpty();
    }

    private List<Recipe> left(Experiments experiments) {
        return table.without(Experimenter.tried(experiments)).stream()
                .map(Row::recipe)
                .distinct()
                .toList();
    }

    @Override
    public CompletableFuture<Result> perform(Campaign campaign, SuggestedExperiment experiment, Recipe recipe) {
        var used = store.told(campaign.id()).observations().stream()
                .map(Observation::recipe)
                .toList();
        return CompletableFuture.completedFuture(table.without(used).stream()
                .filter(row -> row.recipe().equals(recipe))
                .findFirst()
                .<Result>map(row -> new Result.Measured(
                        new Observation(recipe, row.value(), row.standardDeviation()), "a row of " + source.file()))
                .orElseGet(() -> new Result.Failed("every row of this recipe was used")));
    }
}
