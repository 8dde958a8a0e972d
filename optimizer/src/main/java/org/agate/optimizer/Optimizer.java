package org.agate.optimizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.agate.optimizer.acquisition.LogExpectedImprovement;
import org.agate.optimizer.design.Sobol;
import org.agate.optimizer.numeric.SpectralProjectedGradient;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.space.SearchSpace;
import org.agate.optimizer.surrogate.GaussianProcess;
import org.agate.optimizer.surrogate.Posterior;

/// Suggests the next experiment: Sobol points first, then the largest expected improvement of a Gaussian process.
///
/// Immutable and thread-safe. [#ask] is a pure function of the data told and the settings: same seed, same suggestion.
public final class Optimizer {

    private static final int RAW_POINTS = 512;
    private static final int CLIMBS = 6;

    private final SearchSpace space;
    private final Settings settings;

    public Optimizer(SearchSpace space, Settings settings) {
        this.space = space;
        this.settings = settings;
    }

    /// How to search.
    ///
    /// @param initial number of Sobol points before the model is asked
    /// @param seed same seed and data, same suggestion
    public record Settings(Goal goal, int initial, long seed) {
        public Settings {
            if (initial < 1) {
                throw new IllegalArgumentException(
                        "An initial design has at least one point, not (%d).".formatted(initial));
            }
        }
    }

    /// A measured recipe and what the model believes of it.
    public record Best(Observation observation, Posterior believed) {}

    /// The next experiment, taking those under way into account.
    public Suggestion ask(Experiments experiments) {
        int index = experiments.suggested();
        if (isInitial(experiments)) {
            var point = space.spread(sobol().point(index));
            return new Suggestion(index, space.recipe(point), Optional.empty(), initialReason(index));
        }
        var believing = believing(experiments);
        var point = climb(believing, experiments, index);
        return suggestion(index, space.recipe(point), believing.predict(point), experiments);
    }

    /// The next experiment out of a finite list, such as the rows of a measured table that are still unused.
    public Suggestion ask(Experiments experiments, List<Recipe> candidates) {
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("No candidates are left.\nMaybe the table is fully measured.");
        }
        int index = experiments.suggested();
        if (isInitial(experiments)) {
            var wish = space.spread(sobol().point(index));
            var nearest =
                    candidates.stream().min(Comparator.comparingDouble(c -> squaredDistance(space.point(c), wish)));
            return new Suggestion(index, nearest.orElseThrow(), Optional.empty(), initialReason(index));
        }
        var believing = believing(experiments);
        var criterion = new LogExpectedImprovement(believing, bestMean(believing, experiments));
        var best = candidates.getFirst();
        double most = Double.NEGATIVE_INFINITY;
        for (var candidate : candidates) {
            double value = criterion.value(space.point(candidate));
            if (value > most) {
                most = value;
                best = candidate;
            }
        }
        return suggestion(index, best, believing.predict(space.point(best)), experiments);
    }

    /// What is believed at a recipe; empty before anything was told.
    public Optional<Posterior> predict(Experiments experiments, Recipe recipe) {
        if (experiments.observations().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(turned(fit(experiments).predict(space.point(recipe))));
    }

    /// The measured recipe with the best believed value: noise makes the best single observation too good to be true.
    public Optional<Best> best(Experiments experiments) {
        if (experiments.observations().isEmpty()) {
            return Optional.empty();
        }
        var model = fit(experiments);
        return experiments.observations().stream()
                .map(observation -> new Best(observation, model.predict(space.point(observation.recipe()))))
                .max(Comparator.comparingDouble(best -> best.believed().mean()))
                .map(best -> new Best(best.observation(), turned(best.believed())));
    }

    private boolean isInitial(Experiments experiments) {
        return experiments.suggested() < settings.initial()
                || experiments.observations().size() < Math.min(2, settings.initial());
    }

    private String initialReason(int index) {
        return "Point %d of %d of the Sobol design that starts the campaign.".formatted(index + 1, settings.initial());
    }

    private Sobol sobol() {
        return new Sobol(space.dimension(), settings.seed());
    }

    /// The model, believing its own mean where an experiment is still under way.
    private GaussianProcess believing(Experiments experiments) {
        var model = fit(experiments);
        for (var pending : experiments.pending()) {
            model = model.believe(space.point(pending));
        }
        return model;
    }

    private GaussianProcess fit(Experiments experiments) {
        var told = experiments.observations();
        double[][] inputs = told.stream().map(o -> space.point(o.recipe())).toArray(double[][]::new);
        double[] outputs = told.stream()
                .mapToDouble(o -> settings.goal().orient(o.value()))
                .toArray();
        double[] noise =
                told.stream().mapToDouble(Observation::standardDeviation).toArray();
        return GaussianProcess.fit(inputs, outputs, noise, settings.seed());
    }

    private double bestMean(GaussianProcess model, Experiments experiments) {
        return experiments.observations().stream()
                .mapToDouble(o -> model.predict(space.point(o.recipe())).mean())
                .max()
                .orElseThrow();
    }

    /// Maximises the criterion from the best of many raw points: an even spread, and neighbours of the best recipes.
    private double[] climb(GaussianProcess model, Experiments experiments, int index) {
        var criterion = new LogExpectedImprovement(model, bestMean(model, experiments));
        var random = new SplittableRandom(settings.seed() * 0x9E3779B97F4A7C15L + index);
        var raw = new ArrayList<double[]>();
        var spread = new Sobol(space.dimension(), random.nextLong());
        for (int i = 0; i < RAW_POINTS; i++) {
            raw.add(space.spread(spread.point(i)));
        }
        experiments.observations().stream()
                .map(o -> space.point(o.recipe()))
                .sorted(Comparator.comparingDouble(p -> -model.predict(p).mean()))
                .limit(4)
                .forEach(point -> {
                    for (int i = 0; i < 16; i++) {
                        raw.add(space.near(point, i < 8 ? 0.05 : 0.2, random));
                    }
                });
        var search = new SpectralProjectedGradient(60, 1e-6);
        return raw.stream()
                .map(point -> new SpectralProjectedGradient.Minimum(point, -criterion.value(point)))
                .sorted(Comparator.comparingDouble(SpectralProjectedGradient.Minimum::value))
                .limit(CLIMBS)
                .map(start -> search.minimize(
                        (x, gradient) -> descent(criterion, x, gradient), space::project, start.point()))
                .min(Comparator.comparingDouble(SpectralProjectedGradient.Minimum::value))
                .orElseThrow()
                .point();
    }

    private static double descent(LogExpectedImprovement criterion, double[] x, double[] gradient) {
        double value = criterion.value(x, gradient);
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] = -gradient[j];
        }
        return -value;
    }

    private Suggestion suggestion(int index, Recipe recipe, Posterior predicted, Experiments experiments) {
        var posterior = turned(predicted);
        var reason = "Largest expected improvement after %d results, %d under way: %.3g ± %.2g is predicted."
                .formatted(
                        experiments.observations().size(),
                        experiments.pending().size(),
                        posterior.mean(),
                        posterior.standardDeviation());
        return new Suggestion(index, recipe, Optional.of(posterior), reason);
    }

    private Posterior turned(Posterior posterior) {
        return new Posterior(settings.goal().orient(posterior.mean()), posterior.standardDeviation());
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        }
        return sum;
    }
}
