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

/// Who makes a campaign's experiments: the laboratory with its robots, or a table of measurements.
sealed interface Experimenter permits RobotExperimenter, TableExperimenter {

    SearchSpace space();

    Goal goal();

    /// The objective in words, with its unit.
    String objective();

    /// Gets ready, for example by teaching the camera; blocks until then.
    ///
    /// @param gate waited at before anything begins
    void prepare(Campaign campaign, HoldGate gate) throws InterruptedException;

    /// The next experiment.
    Suggestion ask(Optimizer optimizer, Experiments experiments);

    /// Why a recipe cannot be made; empty when it can.
    Optional<String> objection(Recipe recipe);

    /// Whether there is anything left to try.
    boolean exhausted(Experiments experiments);

    /// Makes one experiment; never fails, a failure is a value.
    CompletableFuture<Result> perform(Campaign campaign, SuggestedExperiment experiment, Recipe recipe);

    /// What an experiment gave.
    sealed interface Result {

        /// A value, and in words how it came about.
        record Measured(Observation observation, String detail) implements Result {}

        /// None, because the recipe cannot be made: its powder caked, for example.
        record Failed(String why) implements Result {}

        /// None, for a reason that says nothing about the recipe: a device failed, a person or a stop ended it.
        record Lost(String why) implements Result {}
    }

    /// All recipes that were tried, whatever became of them.
    static List<Recipe> tried(Experiments experiments) {
        var tried = new java.util.ArrayList<Recipe>();
        experiments.observations().forEach(o -> tried.add(o.recipe()));
        tried.addAll(experiments.pending());
        return tried;
    }
}
