package org.agate.optimizer;

import java.util.ArrayList;
import java.util.List;
import org.agate.optimizer.space.Recipe;

/// All that an optimizer knows of a campaign: immutable, in the order told.
///
/// @param observations measured, in the order told
/// @param failures recipes that were tried and gave no value
/// @param pending suggested and not yet measured
/// @param vetoed suggested and refused by a person
/// @param lost suggested, and ended by something that says nothing of the recipe, such as a device that broke
public record Experiments(
        List<Observation> observations,
        List<Recipe> failures,
        List<Recipe> pending,
        List<Recipe> vetoed,
        List<Recipe> lost) {

    public Experiments {
        lost = List.copyOf(lost);
        vetoed = List.copyOf(vetoed);
        observations = List.copyOf(observations);
        failures = List.copyOf(failures);
        pending = List.copyOf(pending);
    }

    /// None was vetoed or lost.
    public Experiments(List<Observation> observations, List<Recipe> failures, List<Recipe> pending) {
        this(observations, failures, pending, List.of(), List.of());
    }

    /// Nothing tried yet.
    public static Experiments none() {
        return new Experiments(List.of(), List.of(), List.of());
    }

    /// How many recipes have been suggested, whatever became of them: the index of the next suggestion.
    public int suggested() {
        return observations.size() + failures.size() + pending.size() + vetoed.size() + lost.size();
    }

    /// With one more recipe under way.
    public Experiments await(Recipe recipe) {
        return new Experiments(observations, failures, plus(pending, recipe), vetoed, lost);
    }

    /// With a result, which is no longer awaited.
    public Experiments tell(Observation observation) {
        return new Experiments(
                plus(observations, observation), failures, minus(pending, observation.recipe()), vetoed, lost);
    }

    /// With the result of a suggestion that was made a little otherwise, such as with the amounts really weighed.
    public Experiments tell(Recipe suggested, Observation observation) {
        return new Experiments(plus(observations, observation), failures, minus(pending, suggested), vetoed, lost);
    }

    /// With a recipe that gave no value, which is no longer awaited.
    public Experiments fail(Recipe recipe) {
        return new Experiments(observations, plus(failures, recipe), minus(pending, recipe), vetoed, lost);
    }

    /// With a suggestion that a person refused: it is not made again, nor one that is nearly the same.
    public Experiments veto(Recipe recipe) {
        return new Experiments(observations, failures, minus(pending, recipe), plus(vetoed, recipe), lost);
    }

    /// With a recipe that came to nothing by no fault of its own: nothing is learned, and it may be suggested again.
    public Experiments lose(Recipe recipe) {
        return new Experiments(observations, failures, minus(pending, recipe), vetoed, plus(lost, recipe));
    }

    private static <T> List<T> plus(List<T> list, T item) {
        var longer = new ArrayList<>(list);
        longer.add(item);
        return longer;
    }

    private static <T> List<T> minus(List<T> list, T item) {
        var shorter = new ArrayList<>(list);
        shorter.remove(item);
        return shorter;
    }
}
