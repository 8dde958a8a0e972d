package org.agate.optimizer;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.agate.optimizer.acquisition.Criterion;
import org.agate.optimizer.acquisition.Search;
import org.agate.optimizer.design.EvenPoints;
import org.agate.optimizer.insight.Insight;
import org.agate.optimizer.space.Domain;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.space.SearchSpace;
import org.agate.optimizer.space.SpaceInvalid;
import org.agate.optimizer.stopping.ErrorRatio;
import org.agate.optimizer.stopping.NearBest;
import org.agate.optimizer.stopping.RegretBound;
import org.agate.optimizer.stopping.RegretGap;
import org.agate.optimizer.stopping.StopAdvice;
import org.agate.optimizer.surrogate.Kernel;
import org.agate.optimizer.surrogate.Posterior;

/// Suggests the next experiment: Sobol points first, then what a Gaussian process says is worth most.
///
/// Immutable and thread-safe. [#ask] is a pure function of the data told and the settings: same seed, same suggestion.
public final class Optimizer {

    private static final int GOOD = 4;
    private static final double NEARLY = 0.02;
    /// Of a range: less cannot be weighed or set.
    private static final double APART = 0.01;
    private static final double SAME = 1e-9;
    private static final int MANY = 400;

    private final Domain domain;
    private final Settings settings;

    /// @throws org.agate.optimizer.space.SpaceInvalid when no recipe obeys all constraints
    public Optimizer(SearchSpace space, Settings settings) {
        this.domain = new Domain(space);
        this.settings = settings;
        settings.cost().ifPresent(this::requirePositive);
    }

    private void requirePositive(Cost cost) {
        double least = cost.fixed();
        for (var each : cost.perUnit().entrySet()) {
            domain.sum(0, Map.of(each.getKey(), 1.0));
            least += each.getValue() * domain.least(each.getKey());
        }
        if (least <= 0) {
            throw new IllegalArgumentException(
                    "An experiment may cost (%s).\nMaybe a parameter that is priced can be negative.".formatted(least));
        }
    }

    /// How to search.
    ///
    /// @param initial number of Sobol points before the model is asked
    /// @param seed same seed and data, same suggestion
    /// @param kernels of which the most probable is taken
    /// @param acquisition of the optimum; other aims have one of their own
    /// @param cost that what is gained is weighed against; empty when all experiments cost the same
    /// @param warps whether values of an optimum are bent where that makes them more probable
    public record Settings(
            Aim aim,
            int initial,
            long seed,
            List<Kernel> kernels,
            Acquisition acquisition,
            Optional<Cost> cost,
            boolean warps) {
        public Settings {
            kernels = List.copyOf(kernels);
            if (initial < 1) {
                throw new IllegalArgumentException(
                        "An initial design has at least one point, not (%d).".formatted(initial));
            }
            if (kernels.isEmpty()) {
                throw new IllegalArgumentException("A model needs a kernel.");
            }
            boolean usual = acquisition == Acquisition.EXPECTED_IMPROVEMENT;
            if (!usual && (cost.isPresent() || !(aim instanceof Aim.Optimum))) {
                throw new IllegalArgumentException("(%s) knows neither costs nor %s.\nMaybe take EXPECTED_IMPROVEMENT."
                        .formatted(acquisition, aim));
            }
        }

        /// With the usual model and acquisition.
        public Settings(Aim aim, int initial, long seed) {
            this(
                    aim,
                    initial,
                    seed,
                    List.of(Kernel.MATERN_5_2),
                    Acquisition.EXPECTED_IMPROVEMENT,
                    Optional.empty(),
                    true);
        }

        /// The optimum, with the usual model and acquisition.
        public Settings(Goal goal, int initial, long seed) {
            this(new Aim.Optimum(goal), initial, seed);
        }

        /// The same, choosing otherwise.
        public Settings with(Acquisition other) {
            return new Settings(aim, initial, seed, kernels, other, cost, warps);
        }

        /// The same, with experiments that do not all cost the same.
        public Settings with(Cost other) {
            return new Settings(aim, initial, seed, kernels, acquisition, Optional.of(other), warps);
        }

        /// The same, taking values as they are.
        public Settings straight() {
            return new Settings(aim, initial, seed, kernels, acquisition, cost, false);
        }

        /// Which way values are turned so that more is better; as they are where neither way is.
        Goal goal() {
            return aim instanceof Aim.Optimum(var goal) ? goal : Goal.MAXIMIZE;
        }

        /// Why a suggestion is made, in words.
        String choice() {
            return switch (aim) {
                case Aim.Optimum _ -> acquisition.words() + (cost.isPresent() ? " for its cost" : "");
                case Aim.Range(var low, var high) ->
                    low == high
                            ? "Largest expected approach to %s".formatted(low)
                            : "Largest expected approach to %s … %s".formatted(low, high);
                case Aim.Survey _ -> "Least is known here";
                case Aim.Border(var level) -> "Most is learned here of where %s is crossed".formatted(level);
            };
        }
    }

    /// A measured recipe and what the model believes of it.
    public record Best(Observation observation, Posterior believed) {}

    /// The next experiment, taking those under way into account.
    public Suggestion ask(Experiments experiments) {
        return ask(experiments, 1).getFirst();
    }

    /// The next experiments, to be made together; what the space says of batches is obeyed.
    public List<Suggestion> ask(Experiments experiments, int count) {
        return new Batch(domain, this).ask(experiments, count);
    }

    /// A recipe of an even design in place of a suggestion that could not be made.
    ///
    /// @param draw each gives another
    public Suggestion design(Experiments experiments, int draw) {
        int index = experiments.suggested();
        var random = new SplittableRandom(random(index).nextLong() + draw);
        double[] uniform = random.doubles(domain.dimension()).toArray();
        var recipe = domain.recipe(domain.draw(uniform, random, point -> isAllowed(point, experiments.vetoed())));
        return new Suggestion(
                index, recipe, Optional.empty(), "By chance: what the model suggested could not be made.");
    }

    /// The next experiment out of a finite list, such as the rows of a measured table that are still unused.
    public Suggestion ask(Experiments experiments, List<Recipe> rows) {
        var candidates =
                rows.stream().filter(row -> !experiments.vetoed().contains(row)).toList();
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("No candidates are left.\nMaybe the table is fully measured.");
        }
        int index = experiments.suggested();
        if (isInitial(experiments)) {
            var wish = domain.spread(even(index), random(index));
            var nearest = candidates.stream()
                    .min(Comparator.comparingDouble(candidate -> domain.distance(domain.point(candidate), wish)));
            return new Suggestion(index, nearest.orElseThrow(), Optional.empty(), initialReason(index));
        }
        var belief = belief(experiments);
        var criterion = belief.criterion(random(index).nextLong());
        var best = candidates.getFirst();
        double most = Double.NEGATIVE_INFINITY;
        for (var candidate : candidates) {
            double value = criterion.value(domain.features(domain.point(candidate)));
            if (value > most) {
                most = value;
                best = candidate;
            }
        }
        return suggestion(index, best, belief, experiments);
    }

    /// One suggestion among the points of a domain that nobody has vetoed.
    Suggestion ask(Experiments experiments, Domain within) {
        Predicate<double[]> allowed = point -> isAllowed(point, experiments.vetoed());
        try {
            return ask(experiments, within, allowed.and(point -> isNews(point, experiments, within)));
        } catch (SpaceInvalid nothingNew) {
            // There is too little room for something new: then something is made again.
            return ask(experiments, within, allowed);
        }
    }

    /// Whether an experiment differs from those under way by more than can be set or weighed and, where there are
    /// only so many recipes and nothing speaks of noise, from those that are done: the same again would give the
    /// same.
    private boolean isNews(double[] point, Experiments experiments, Domain within) {
        if (experiments.pending().stream().anyMatch(recipe -> domain.distance(domain.point(recipe), point) < APART)) {
            return false;
        }
        return !within.isCountable()
                || isNoisy(experiments.observations())
                || experiments.observations().stream()
                        .noneMatch(observation -> domain.distance(domain.point(observation.recipe()), point) < SAME);
    }

    private static boolean isNoisy(List<Observation> observations) {
        var first = new HashMap<Recipe, Double>();
        for (var observation : observations) {
            var before = first.putIfAbsent(observation.recipe(), observation.value());
            if (observation.standardDeviation() > 0 || before != null && before != observation.value()) {
                return true;
            }
        }
        return false;
    }

    private Suggestion ask(Experiments experiments, Domain within, Predicate<double[]> wanted) {
        int index = experiments.suggested();
        if (isInitial(experiments)) {
            return new Suggestion(index, designed(experiments, within, wanted), Optional.empty(), initialReason(index));
        }
        var belief = belief(experiments);
        var random = random(index);
        Criterion criterion = belief.criterion(random.nextLong());
        var found = new Search(within, experiments.observations().size() > MANY, random.nextLong())
                .one(criterion, belief.good(GOOD), wanted);
        return suggestion(index, domain.recipe(found.point()), belief, experiments);
    }

    private boolean isAllowed(double[] point, List<Recipe> vetoed) {
        return vetoed.stream().noneMatch(recipe -> domain.distance(domain.point(recipe), point) < NEARLY);
    }

    /// What is believed at a recipe; empty before anything was told.
    public Optional<Posterior> predict(Experiments experiments, Recipe recipe) {
        if (experiments.observations().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(turned(believed(experiments).predict(recipe)));
    }

    /// The measured recipe with the best believed value: noise makes the best single observation too good to be true.
    /// What was made outside the space is the best only where nothing was made inside. Empty before anything
    /// was told, and in a survey.
    public Optional<Best> best(Experiments experiments) {
        if (experiments.observations().isEmpty() || settings.aim() instanceof Aim.Survey) {
            return Optional.empty();
        }
        if (experiments.observations().size() == 1) {
            // One result says nothing of how much the function varies, so the model knows no more than it does.
            var only = experiments.observations().getFirst();
            return Optional.of(new Best(only, new Posterior(only.value(), only.standardDeviation())));
        }
        var belief = believed(experiments);
        var possible = experiments.observations().stream()
                .filter(observation -> domain.nearlyAllows(observation.recipe()))
                .toList();
        return (possible.isEmpty() ? experiments.observations() : possible)
                .stream()
                        .map(observation -> new Best(observation, belief.predict(observation.recipe())))
                        .map(best -> new Best(best.observation(), turned(best.believed())))
                        .max(Comparator.comparingDouble(
                                best -> settings.aim().worth(best.believed().mean())));
    }

    /// What the model has learned, and how good it is; empty before two results.
    public Optional<Insight> insight(Experiments experiments) {
        return experiments.observations().size() < 2
                ? Optional.empty()
                : Optional.of(believed(experiments).insight(settings.goal(), experiments));
    }

    /// What the stopping rules say, side by side; empty before two results.
    ///
    /// @param tolerance how far from the optimum one may stay, in the unit of the objective
    public List<StopAdvice> stopping(Experiments experiments, double tolerance) {
        if (experiments.observations().size() < 2) {
            return List.of();
        }
        // The rules bound a regret in the unit of the objective: they look at values as they are.
        var situation = Belief.of(domain, experiments, settings.straight()).situation(tolerance, settings.seed());
        if (!(settings.aim() instanceof Aim.Optimum)) {
            // The other rules bound a regret against the largest value.
            return List.of(ErrorRatio.look(situation));
        }
        return List.of(
                RegretGap.look(situation),
                RegretBound.look(situation),
                NearBest.look(situation),
                ErrorRatio.look(situation));
    }

    Settings settings() {
        return settings;
    }

    boolean isInitial(Experiments experiments) {
        // The design goes on for those that were lost.
        return experiments.suggested() - experiments.lost().size() < settings.initial()
                || experiments.observations().size() < Math.min(2, settings.initial());
    }

    /// A recipe of the design; where there are only so many recipes, one that was not tried while there is one.
    private Recipe designed(Experiments experiments, Domain within, Predicate<double[]> wanted) {
        int index = experiments.suggested();
        if (within.isCountable()) {
            var tried = new HashSet<>(experiments.pending());
            experiments.observations().forEach(observation -> tried.add(observation.recipe()));
            tried.addAll(experiments.failures());
            try {
                return domain.recipe(within.draw(
                        even(index), random(index), wanted.and(point -> !tried.contains(domain.recipe(point)))));
            } catch (SpaceInvalid everythingTried) {
                // Then something is measured again.
            }
        }
        return domain.recipe(within.draw(even(index), random(index), wanted));
    }

    private String initialReason(int index) {
        if (index >= settings.initial()) {
            return "There is no result to learn from yet: the even design goes on.";
        }
        return "Point %d of %d of the Sobol design that starts the campaign.".formatted(index + 1, settings.initial());
    }

    private double[] even(int index) {
        return new EvenPoints(domain.dimension(), settings.seed()).point(index);
    }

    /// Chance of its own for each suggestion.
    private SplittableRandom random(int index) {
        return new SplittableRandom(settings.seed() * 1_000_003 + index);
    }

    /// What is believed, those under way included.
    private Belief belief(Experiments experiments) {
        var belief = believed(experiments);
        for (var pending : experiments.pending()) {
            belief = belief.awaiting(pending);
        }
        return belief;
    }

    private Belief believed(Experiments experiments) {
        return Belief.of(domain, experiments, settings);
    }

    private Suggestion suggestion(int index, Recipe recipe, Belief belief, Experiments experiments) {
        var why = belief.why(recipe, experiments, settings.goal());
        var reason = "%s after %d results, %d under way: %s"
                .formatted(
                        settings.choice(),
                        experiments.observations().size(),
                        experiments.pending().size(),
                        why.sentence());
        return new Suggestion(index, recipe, Optional.of(why.predicted()), reason);
    }

    private Posterior turned(Posterior posterior) {
        return new Posterior(settings.goal().orient(posterior.mean()), posterior.standardDeviation());
    }
}
