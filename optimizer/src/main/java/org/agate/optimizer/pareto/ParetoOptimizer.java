package org.agate.optimizer.pareto;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.agate.optimizer.Goal;
import org.agate.optimizer.Suggestion;
import org.agate.optimizer.acquisition.LogVolumeImprovement;
import org.agate.optimizer.acquisition.Search;
import org.agate.optimizer.design.EvenPoints;
import org.agate.optimizer.space.Domain;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.space.SearchSpace;
import org.agate.optimizer.surrogate.GaussianProcess;
import org.agate.optimizer.surrogate.Kernel;

/// Suggests experiments for two or three objectives that pull in different directions: a model for each, and the recipe
/// that is expected to enlarge most the volume that the best trade-offs dominate.
///
/// Immutable and thread-safe; [#ask] is a pure function of the data told and the settings.
public final class ParetoOptimizer {

    private static final int GOOD = 4;

    private final Domain domain;
    private final Settings settings;

    /// How to search.
    ///
    /// @param goals of two or three objectives
    /// @param worst value of each that is still acceptable: trade-offs beyond it count for nothing
    /// @param initial number of Sobol points before the models are asked
    public record Settings(List<Goal> goals, List<Double> worst, int initial, long seed) {
        public Settings {
            goals = List.copyOf(goals);
            worst = List.copyOf(worst);
            if (goals.size() < 2 || goals.size() > 3 || worst.size() != goals.size() || initial < 1) {
                throw new IllegalArgumentException(
                        "Trade-offs need two or three goals with as many worst values and a design, not %s, %s and (%d)."
                                .formatted(goals, worst, initial));
            }
        }
    }

    /// What a recipe gave.
    ///
    /// @param values one for each objective, in its own unit
    /// @param standardDeviations of the values; zero where nothing is claimed
    public record Outcome(Recipe recipe, List<Double> values, List<Double> standardDeviations) {
        public Outcome {
            values = List.copyOf(values);
            standardDeviations = List.copyOf(standardDeviations);
            if (values.size() != standardDeviations.size()
                    || !values.stream().allMatch(Double::isFinite)
                    || !standardDeviations.stream().allMatch(sd -> sd >= 0 && Double.isFinite(sd))) {
                throw new IllegalArgumentException(
                        "Outcome %s ± %s is not a number with a standard deviation for each objective.\nMaybe record the experiment as failed instead."
                                .formatted(values, standardDeviations));
            }
        }
    }

    /// @throws org.agate.optimizer.space.SpaceInvalid when no recipe obeys all constraints
    public ParetoOptimizer(SearchSpace space, Settings settings) {
        this.domain = new Domain(space);
        this.settings = settings;
    }

    /// The next experiment, taking those under way into account.
    public Suggestion ask(List<Outcome> told, List<Recipe> pending) {
        int index = told.size() + pending.size();
        var random = new SplittableRandom(settings.seed() * 1_000_003 + index);
        if (index < settings.initial() || told.size() < 2) {
            double[] uniform = new EvenPoints(domain.dimension(), settings.seed()).point(index);
            return new Suggestion(
                    index,
                    domain.recipe(domain.draw(uniform, random, point -> true)),
                    Optional.empty(),
                    "Point %d of the Sobol design that comes before the models.".formatted(index + 1));
        }
        var features = told.stream()
                .map(outcome -> domain.features(domain.point(outcome.recipe())))
                .toList();
        var models = new ArrayList<GaussianProcess>();
        for (int k = 0; k < settings.goals().size(); k++) {
            var model = fit(told, features, k);
            for (var recipe : pending) {
                model = model.believe(domain.features(domain.point(recipe)));
            }
            models.add(model);
        }
        // What noise has made of the values is not the front: the means are.
        var front = Front.of(
                worst(), features.stream().map(point -> means(models, point)).toList());
        var boxes = front.undominated();
        var criterion = new LogVolumeImprovement(
                models,
                boxes.stream().map(Front.Box::lower).toArray(double[][]::new),
                boxes.stream().map(Front.Box::upper).toArray(double[][]::new));
        var good = told.stream()
                .map(outcome -> domain.point(outcome.recipe()))
                .sorted(Comparator.comparingDouble(point -> -criterion.value(domain.features(point))))
                .limit(GOOD)
                .toList();
        var found = new Search(domain, false, random.nextLong()).one(criterion, good, point -> true);
        double[] predicted = means(models, domain.features(found.point()));
        var values = new ArrayList<String>();
        for (int k = 0; k < predicted.length; k++) {
            values.add("%.3g".formatted(turn(k, predicted[k])));
        }
        return new Suggestion(
                index,
                domain.recipe(found.point()),
                Optional.empty(),
                "Largest expected growth of what %d trade-offs dominate, after %d results: %s is predicted."
                        .formatted(front.points().size(), told.size(), String.join(", ", values)));
    }

    private GaussianProcess fit(List<Outcome> told, List<double[]> features, int k) {
        return GaussianProcess.fit(
                features.toArray(double[][]::new),
                domain.categoricalFeatures(),
                told.stream()
                        .mapToDouble(outcome -> turn(k, outcome.values().get(k)))
                        .toArray(),
                told.stream()
                        .mapToDouble(outcome -> outcome.standardDeviations().get(k))
                        .toArray(),
                List.of(Kernel.MATERN_5_2),
                settings.seed());
    }

    /// The outcomes that no other is better than, by what was measured.
    public List<Outcome> front(List<Outcome> told) {
        return told.stream()
                .filter(outcome -> told.stream().noneMatch(other -> Front.dominates(turned(other), turned(outcome))))
                .toList();
    }

    /// The volume that outcomes dominate above the worst acceptable values, by what was measured, in the product of the
    /// units.
    public double volume(List<Outcome> told) {
        return Front.of(worst(), told.stream().map(this::turned).toList()).volume();
    }

    private static double[] means(List<GaussianProcess> models, double[] features) {
        return models.stream().mapToDouble(model -> model.mean(features)).toArray();
    }

    private double[] worst() {
        double[] worst = new double[settings.goals().size()];
        Arrays.setAll(worst, k -> turn(k, settings.worst().get(k)));
        return worst;
    }

    private double[] turned(Outcome outcome) {
        double[] turned = new double[settings.goals().size()];
        Arrays.setAll(turned, k -> turn(k, outcome.values().get(k)));
        return turned;
    }

    private double turn(int k, double value) {
        return settings.goals().get(k) == Goal.MAXIMIZE ? value : -value;
    }
}
