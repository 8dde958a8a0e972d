package org.agate.orchestrator.asktell;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agate.optimizer.Acquisition;
import org.agate.optimizer.Aim;
import org.agate.optimizer.Cost;
import org.agate.optimizer.Experiments;
import org.agate.optimizer.Goal;
import org.agate.optimizer.Observation;
import org.agate.optimizer.Optimizer;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.space.SearchSpace;
import org.jspecify.annotations.Nullable;

/// All that an optimizer is: whoever has this document gets the same next suggestion, bit for bit on one platform.
///
/// @param version of this form: 1
/// @param goal short for an aim of type optimum
/// @param target short for an aim of type range with one value
/// @param aim what is searched; null when goal or target say it
/// @param acquisition null for the usual one
/// @param cost null when all experiments cost the same
/// @param initial how many points of the design come before the model
/// @param next id of the next suggestion
public record OptimizerDocument(
        int version,
        List<ParameterForm> parameters,
        List<ConstraintForm> constraints,
        @Nullable Goal goal,
        @Nullable Double target,
        @Nullable AimForm aim,
        @Nullable Acquisition acquisition,
        @Nullable Cost cost,
        int initial,
        long seed,
        List<Told> observations,
        List<Map<String, Object>> failures,
        List<Asked> pending,
        List<Map<String, Object>> vetoed,
        int next) {

    static final int VERSION = 1;

    /// A suggestion that is under way.
    public record Asked(int id, Map<String, Object> recipe) {}

    /// A result.
    ///
    /// @param id of its suggestion; null for an experiment that nobody suggested
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Told(@Nullable Integer id, Map<String, Object> recipe, double value, double standardDeviation) {}

    public OptimizerDocument {
        parameters = List.copyOf(parameters);
        constraints = List.copyOf(constraints);
        observations = List.copyOf(observations);
        failures = List.copyOf(failures);
        pending = List.copyOf(pending);
        vetoed = List.copyOf(vetoed);
    }

    SearchSpace space() {
        return new SearchSpace(
                parameters.stream().map(ParameterForm::parameter).toList(),
                constraints.stream().map(ConstraintForm::constraint).toList());
    }

    Optimizer optimizer() {
        var settings = new Optimizer.Settings(searched(), initial, seed);
        settings = acquisition == null ? settings : settings.with(acquisition);
        return new Optimizer(space(), cost == null ? settings : settings.with(cost));
    }

    private Aim searched() {
        if (aim != null) {
            return aim.aim();
        }
        return target != null ? new Aim.Range(target, target) : new Aim.Optimum(goal == null ? Goal.MAXIMIZE : goal);
    }

    Experiments experiments() {
        return new Experiments(
                observations.stream()
                        .map(told -> new Observation(Recipe.of(told.recipe()), told.value(), told.standardDeviation()))
                        .toList(),
                failures.stream().map(Recipe::of).toList(),
                pending.stream().map(asked -> Recipe.of(asked.recipe())).toList(),
                vetoed.stream().map(Recipe::of).toList(),
                List.of());
    }

    /// What this document suggests next, wherever it is read.
    public Map<String, Object> restored() {
        return optimizer().ask(experiments()).recipe().named();
    }

    /// After something has happened.
    OptimizerDocument after(AskTellFact fact) {
        return switch (fact) {
            case AskTellFact.Opened opened -> opened.document();
            case AskTellFact.Asked asked -> {
                var more = new ArrayList<>(pending);
                more.add(new Asked(asked.number(), asked.recipe()));
                yield with(observations, failures, more, vetoed, asked.number() + 1);
            }
            case AskTellFact.Told told -> {
                var more = new ArrayList<>(observations);
                more.add(new Told(told.number(), told.recipe(), told.value(), told.standardDeviation()));
                yield with(more, failures, without(told.number()), vetoed, next);
            }
            case AskTellFact.Failed failed -> {
                var more = new ArrayList<>(failures);
                more.add(failed.recipe());
                yield with(observations, more, without(failed.number()), vetoed, next);
            }
            case AskTellFact.Vetoed veto -> {
                var more = new ArrayList<>(vetoed);
                more.add(veto.recipe());
                yield with(observations, failures, without(veto.number()), more, next);
            }
        };
    }

    private List<Asked> without(@Nullable Integer id) {
        return pending.stream().filter(asked -> id == null || asked.id() != id).toList();
    }

    private OptimizerDocument with(
            List<Told> told,
            List<Map<String, Object>> failed,
            List<Asked> waiting,
            List<Map<String, Object>> refused,
            int following) {
        return new OptimizerDocument(
                version,
                parameters,
                constraints,
                goal,
                target,
                aim,
                acquisition,
                cost,
                initial,
                seed,
                told,
                failed,
                waiting,
                refused,
                following);
    }
}
