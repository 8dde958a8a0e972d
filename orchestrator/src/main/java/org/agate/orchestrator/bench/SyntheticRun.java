package org.agate.orchestrator.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.agate.optimizer.Experiments;
import org.agate.optimizer.Goal;
import org.agate.optimizer.Observation;
import org.agate.optimizer.Optimizer;
import org.agate.optimizer.space.Recipe;

/// One campaign on a known problem.
///
/// @param seed of the start, the noise and the optimizer
/// @param batch how many experiments are chosen together
/// @param settings what is to be otherwise than usual
record SyntheticRun(Problem problem, long seed, int batch, UnaryOperator<Optimizer.Settings> settings) {

    /// With the usual settings.
    SyntheticRun(Problem problem, long seed, int batch) {
        this(problem, seed, batch, UnaryOperator.identity());
    }

    /// How far from the minimum one is after so many evaluations, by number of evaluations from zero on.
    ///
    /// @param observed the best of the noise-free values of all recipes tried
    /// @param recommended the noise-free value of the recipe that is believed to be best
    /// @param coverage68 at the end, part of the results within one sd of what the others say
    /// @param coverage95 within 1.96
    record Regret(double[] observed, double[] recommended, double coverage68, double coverage95) {}

    /// @param starts coordinates of the recipes that every optimizer starts from
    /// @param most evaluations
    /// @param marks after which the recommendation is asked for
    Regret run(List<double[]> starts, int most, List<Integer> marks) {
        var random = new SplittableRandom(seed * 7_919 + 13);
        var optimizer = new Optimizer(problem.space(), settings.apply(new Optimizer.Settings(Goal.MINIMIZE, 1, seed)));
        var experiments = Experiments.none();
        double[] observed = new double[most + 1];
        double[] recommended = new double[most + 1];
        double best = Double.POSITIVE_INFINITY;
        var next = new ArrayList<Recipe>();
        starts.forEach(start -> next.add(problem.recipe(start)));
        int n = 0;
        while (n < most) {
            if (next.isEmpty()) {
                int count = Math.min(batch, most - n);
                optimizer.ask(experiments, count).forEach(suggestion -> next.add(suggestion.recipe()));
            }
            for (var recipe : next) {
                double value = problem.value(recipe);
                double seen = value + problem.noise() * random.nextGaussian();
                experiments = experiments.tell(new Observation(recipe, seen, 0));
                best = Math.min(best, value);
                n++;
                observed[n] = best - problem.minimum();
                recommended[n] = observed[n];
            }
            next.clear();
            if (problem.noise() > 0 && marks.contains(n)) {
                recommended[n] = optimizer
                                .best(experiments)
                                .map(found -> problem.value(found.observation().recipe()))
                                .orElseThrow()
                        - problem.minimum();
            }
        }
        var insight = optimizer.insight(experiments).orElseThrow();
        return new Regret(observed, recommended, insight.coverage68(), insight.coverage95());
    }
}
