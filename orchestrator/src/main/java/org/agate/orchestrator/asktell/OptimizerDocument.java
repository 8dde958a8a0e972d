package org.agate.orchestrator.asktell;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.agate.optimizer.Acquisition;
import org.agate.optimizer.Aim;
import org.agate.optimizer.Cost;
import org.agate.optimizer.Experiments;
import org.agate.optimizer.Goal;
import org.agate.optimizer.Observation;
import org.agate.optimizer.Optimizer;
import org.agate.optimizer.space.Domain;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.space.SearchSpace;
import org.agate.orchestrator.web.Problem;
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
    public record Asked(int id, Map<String, Object> recipe) {
        public Asked {
            requireRecipe(recipe);
        }
    }

    /// A result.
    ///
    /// @param id of its suggestion; null for an experiment that nobody suggested
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Told(@Nullable Integer id, Map<String, Object> recipe, double value, double standardDeviation) {
        public Told {
            requireRecipe(recipe);
        }
    }

    private static void requireRecipe(@Nullable Map<String, Object> recipe) {
        if (recipe == null) {
            throw new IllegalArgumentException("A suggestion or result needs a (recipe).\nMaybe the document was cut.");
        }
    }

    public OptimizerDocument {
        parameters = List.copyOf(parameters);
        constraints = List.copyOf(constraints);
        observations = List.copyOf(observations);
        failures = List.copyOf(failures);
        pending = List.copyOf(pending);
        vetoed = List.copyOf(vetoed);
    }

    /// Checks that it can be asked: its space has a point, what it brings along is of that space, and its suggestions
    /// are numbered below the next one.
    ///
    /// @throws Problem 422
    void requireUsable() {
        optimizer();
        var domain = new Domain(space());
        var known = experiments();
        known.observations().forEach(observation -> domain.point(observation.recipe()));
        known.failures().forEach(domain::point);
        known.pending().forEach(domain::point);
        known.vetoed().forEach(domain::point);
        var ids = new HashSet<Integer>();
        for (var asked : pending) {
            if (!ids.add(asked.id()) || asked.id() < 0 || asked.id() >= next) {
                throw new Problem(
                        422,
                        "optimizer.pending",
                        "The suggestion (%d) stands twice, or is not below the (next) of (%d)."
                                .formatted(asked.id(), next),
                        "Maybe the document was cut.");
            }
        }
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

    /// A fact about a suggestion that is awaited, or about an experiment of one's own: one whose recipe is that of a
    /// suggestion ends the waiting for it.
    ///
    /// @param id of the suggestion; null when it is told by its recipe
    /// @param own recipe that was really made; null when it is the suggested one
    /// @throws Problem 409 when nothing is awaited of that suggestion
    AskTellFact told(
            @Nullable Integer id,
            @Nullable Map<String, Object> own,
            BiFunction<@Nullable Integer, Map<String, Object>, AskTellFact> fact) {
        var recipe = own == null ? suggested(id) : own;
        // What the space does not know, and values that are no numbers, are refused before they are kept.
        new Domain(space()).point(Recipe.of(recipe));
        return fact.apply(id == null ? awaiting(Recipe.of(recipe)) : id, recipe);
    }

    private Map<String, Object> suggested(@Nullable Integer id) {
        return pending.stream()
                .filter(asked -> id != null && asked.id() == id)
                .findFirst()
                .map(Asked::recipe)
                .orElseThrow(() -> new Problem(
                        409,
                        "suggestion.not-awaited",
                        "Nothing is awaited of suggestion (%s).".formatted(id),
                        "Maybe it was told already, or give the recipe of an experiment of your own."));
    }

    private @Nullable Integer awaiting(Recipe recipe) {
        return pending.stream()
                .filter(asked -> Recipe.of(asked.recipe()).equals(recipe))
                .map(Asked::id)
                .findFirst()
                .orElse(null);
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
