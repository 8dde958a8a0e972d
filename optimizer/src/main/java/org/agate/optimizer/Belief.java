package org.agate.optimizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.agate.optimizer.acquisition.BorderImprovement;
import org.agate.optimizer.acquisition.Criterion;
import org.agate.optimizer.acquisition.Feasible;
import org.agate.optimizer.acquisition.Ignorance;
import org.agate.optimizer.acquisition.LogExpectedImprovement;
import org.agate.optimizer.acquisition.NoisyExpectedImprovement;
import org.agate.optimizer.acquisition.PerCost;
import org.agate.optimizer.acquisition.RangeImprovement;
import org.agate.optimizer.acquisition.Search;
import org.agate.optimizer.acquisition.Thompson;
import org.agate.optimizer.acquisition.UpperConfidenceBound;
import org.agate.optimizer.insight.Insight;
import org.agate.optimizer.insight.Why;
import org.agate.optimizer.space.Domain;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.stopping.Situation;
import org.agate.optimizer.surrogate.GaussianProcess;
import org.agate.optimizer.surrogate.Posterior;
import org.agate.optimizer.surrogate.Scenarios;
import org.agate.optimizer.surrogate.Warp;
import org.agate.optimizer.surrogate.Warped;

/// What a campaign's data make one believe; values turned so that more is better.
///
/// @param model of the values, bent
/// @param warp how they are bent
/// @param measured features of the measured recipes, those under way behind them
/// @param possible which of the measured recipes the space allows: others teach, but are nothing to be reached
/// @param successes model of where experiments give a value; empty while none has failed
record Belief(
        Domain domain,
        GaussianProcess model,
        Warp warp,
        List<double[]> points,
        List<double[]> measured,
        boolean[] possible,
        boolean noisy,
        Optional<GaussianProcess> successes,
        Optimizer.Settings settings) {

    /// Noise that is this part of the function's spread or more hides which recipe is best.
    private static final double NOTICEABLE = 0.05;

    private static final int SCENARIOS = 64;
    private static final int CONTENDERS = 12;
    private static final int MANY = 400;
    private static final int CANDIDATES = 200;
    private static final int GOOD = 4;
    private static final int DRAWN = 96;

    static Belief of(Domain domain, Experiments experiments, Optimizer.Settings settings) {
        var told = experiments.observations();
        var points = told.stream().map(o -> domain.point(o.recipe())).toList();
        var features = points.stream().map(domain::features).toList();
        double[] values = told.stream()
                .mapToDouble(o -> settings.goal().orient(o.value()))
                .toArray();
        double[] noise =
                told.stream().mapToDouble(Observation::standardDeviation).toArray();
        double[][] inputs = features.toArray(double[][]::new);
        boolean[] categories = domain.categoricalFeatures();
        // What is searched by its value, and not by its order, is looked at as it is.
        boolean warps = settings.warps() && settings.aim() instanceof Aim.Optimum;
        var learnt = warps
                ? Warped.fit(inputs, categories, values, noise, settings.kernels(), settings.seed())
                : Warped.straight(inputs, categories, values, noise, settings.kernels(), settings.seed());
        var model = learnt.model();
        double total = 0;
        for (int i = 0; i < noise.length; i++) {
            total += model.noise(i) / noise.length;
        }
        boolean noisy = total > NOTICEABLE * model.signal();
        return new Belief(
                domain,
                model,
                learnt.warp(),
                points,
                features,
                possible(domain, told),
                noisy,
                successes(domain, experiments, features, settings),
                settings);
    }

    /// All, where the space allows none.
    private static boolean[] possible(Domain domain, List<Observation> told) {
        boolean[] possible = new boolean[told.size()];
        boolean any = false;
        for (int i = 0; i < possible.length; i++) {
            possible[i] = domain.nearlyAllows(told.get(i).recipe());
            any |= possible[i];
        }
        if (!any) {
            Arrays.fill(possible, true);
        }
        return possible;
    }

    /// Those under way come after the measured ones, and were suggested.
    private boolean isPossible(int i) {
        return i >= possible.length || possible[i];
    }

    /// Successes and failures as +1 and -1.
    private static Optional<GaussianProcess> successes(
            Domain domain, Experiments experiments, List<double[]> measured, Optimizer.Settings settings) {
        if (experiments.failures().isEmpty()) {
            return Optional.empty();
        }
        var inputs = new ArrayList<>(measured);
        experiments.failures().forEach(recipe -> inputs.add(domain.features(domain.point(recipe))));
        double[] labels = new double[inputs.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i < measured.size() ? 1 : -1;
        }
        return Optional.of(GaussianProcess.fit(
                inputs.toArray(double[][]::new),
                domain.categoricalFeatures(),
                labels,
                new double[labels.length],
                settings.kernels(),
                settings.seed()));
    }

    /// With a recipe under way: its own mean is believed there.
    Belief awaiting(Recipe recipe) {
        double[] point = domain.point(recipe);
        double[] features = domain.features(point);
        var more = new ArrayList<>(measured);
        more.add(features);
        return new Belief(
                domain, model.believe(features), warp, points, List.copyOf(more), possible, noisy, successes, settings);
    }

    /// What is believed at a recipe, in the unit of the turned values.
    Posterior predict(Recipe recipe) {
        return warp.back(model.predict(domain.features(domain.point(recipe))));
    }

    /// The measured points that are believed to be best, best first.
    List<double[]> good(int most) {
        double[] means = means();
        return IntStream.range(0, points.size())
                .filter(this::isPossible)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -means[i]))
                .limit(most)
                .map(points::get)
                .toList();
    }

    private double[] means() {
        return measured.stream().mapToDouble(model::mean).map(this::worth).toArray();
    }

    /// What a mean of the model, which is turned already, is worth; more is better.
    private double worth(double mean) {
        return settings.aim() instanceof Aim.Optimum ? mean : settings.aim().worth(mean);
    }

    /// What the next experiment is worth.
    Criterion criterion(long seed) {
        Criterion plain = switch (settings.aim()) {
            case Aim.Optimum _ -> improvement(seed);
            case Aim.Range(var low, var high) -> new RangeImprovement(model, low, high, -bestMean());
            case Aim.Survey _ -> new Ignorance(model);
            case Aim.Border(var level) -> new BorderImprovement(model, level);
        };
        var feasible =
                successes.<Criterion>map(each -> new Feasible(plain, each)).orElse(plain);
        return settings.cost()
                .<Criterion>map(cost -> new PerCost(feasible, domain.sum(cost.fixed(), cost.perUnit())))
                .orElse(feasible);
    }

    private Criterion improvement(long seed) {
        return switch (settings.acquisition()) {
            case EXPECTED_IMPROVEMENT ->
                noisy ? new NoisyExpectedImprovement(scenarios(seed)) : new LogExpectedImprovement(model, bestMean());
            case THOMPSON -> new Thompson(draw(new SplittableRandom(seed)), model.signal());
            case UPPER_BOUND -> new UpperConfidenceBound(model, 2);
        };
    }

    /// One function that it may be, drawn all over the space and near the best.
    private Scenarios draw(SplittableRandom random) {
        var distinct = new ArrayList<double[]>();
        spread(DRAWN, DRAWN / 16, random).stream()
                .filter(point -> distinct.stream().noneMatch(other -> Arrays.equals(other, point)))
                .forEach(distinct::add);
        double[] uniform = new double[distinct.size()];
        Arrays.setAll(uniform, j -> random.nextDouble(1e-9, 1));
        return Scenarios.of(model, distinct, new double[][] {uniform});
    }

    private double bestMean() {
        double[] means = means();
        return IntStream.range(0, means.length)
                .filter(this::isPossible)
                .mapToDouble(i -> means[i])
                .max()
                .orElseThrow();
    }

    /// Mean and one standard deviation; of very many points the mean alone, which costs less.
    private double hope(double[] point) {
        if (measured.size() > MANY) {
            return model.mean(point);
        }
        var posterior = model.predict(point);
        return posterior.mean() + posterior.standardDeviation();
    }

    /// What the function may be at the measured points that may be best.
    private Scenarios scenarios(long seed) {
        double[] hopes = measured.stream().mapToDouble(this::hope).toArray();
        var contenders = new ArrayList<double[]>();
        IntStream.range(0, hopes.length)
                .filter(this::isPossible)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -hopes[i]))
                .map(measured::get)
                .filter(point -> contenders.stream().noneMatch(other -> Arrays.equals(other, point)))
                .limit(CONTENDERS)
                .forEach(contenders::add);
        var random = new SplittableRandom(seed);
        var sobol = new org.agate.optimizer.design.Sobol(contenders.size(), random.nextLong());
        double[][] uniform = new double[SCENARIOS][];
        for (int s = 0; s < SCENARIOS; s++) {
            uniform[s] = sobol.point(s);
        }
        return Scenarios.of(model, contenders, uniform);
    }

    /// Features of points all over the space, and of some near each of the best.
    private List<double[]> spread(int everywhere, int nearEach, SplittableRandom random) {
        var spread = new ArrayList<double[]>();
        for (int i = 0; i < everywhere; i++) {
            double[] uniform = new double[domain.dimension()];
            Arrays.setAll(uniform, j -> random.nextDouble());
            real(domain.spread(uniform, random)).ifPresent(spread::add);
        }
        for (var point : good(GOOD)) {
            for (int i = 0; i < nearEach; i++) {
                real(domain.near(point, i % 2 == 0 ? 0.03 : 0.1, random)).ifPresent(spread::add);
            }
        }
        return spread;
    }

    /// What the stopping rules look at.
    Situation situation(double tolerance, long seed) {
        var random = new SplittableRandom(seed);
        var candidates = spread(CANDIDATES, CANDIDATES / 8, random);
        // The point with the highest upper bound is found by climbing.
        var hopeful = new Search(domain, true, random.nextLong())
                .best(new UpperConfidenceBound(model, 3), good(GOOD), point -> true);
        hopeful.forEach(found -> candidates.add(domain.features(found.point())));
        double[] noise = new double[measured.size()];
        Arrays.setAll(noise, model::noise);
        return new Situation(model, model.before(), measured, noise, candidates, tolerance, seed);
    }

    /// Why a recipe is suggested.
    Why why(Recipe recipe, Experiments experiments, Goal goal) {
        var told = experiments.observations();
        int best = IntStream.range(0, told.size())
                .filter(this::isPossible)
                .findFirst()
                .orElse(0);
        int nearest = 0;
        double closest = Double.POSITIVE_INFINITY;
        double[] point = domain.point(recipe);
        for (int i = 0; i < told.size(); i++) {
            best = isPossible(i) && worth(model.mean(measured.get(i))) > worth(model.mean(measured.get(best)))
                    ? i
                    : best;
            double distance = domain.distance(point, points.get(i));
            if (distance < closest) {
                closest = distance;
                nearest = i;
            }
        }
        double[] features = domain.features(point);
        var bent = model.predict(features);
        var predicted = warp.back(bent);
        double bestMean = model.mean(measured.get(best));
        double gain = worth(warp.back(bent.mean())) - worth(warp.back(bestMean));
        double bentGain = worth(bent.mean()) - worth(bestMean);
        var chance = successes.map(each -> Feasible.probability(each, features));
        return new Why(
                new Posterior(goal.orient(predicted.mean()), predicted.standardDeviation()),
                goal == Goal.MAXIMIZE ? gain : -gain,
                Why.exploration(bentGain, bent.standardDeviation()),
                told.get(nearest).recipe(),
                closest,
                domain.binding(recipe),
                chance);
    }

    /// The features of the recipe at a point, or near it where not every point is one.
    private Optional<double[]> real(double[] point) {
        return domain.exact(point, domain.region(point)).map(domain::features);
    }

    Insight insight(Goal goal, Experiments experiments) {
        return new Insight(
                domain,
                new Warped(model, warp),
                points,
                goal == Goal.MAXIMIZE ? 1 : -1,
                experiments.observations().stream().map(Observation::value).toList(),
                experiments.observations().stream().map(Observation::recipe).toList());
    }
}
