package org.agate.optimizer.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.agate.optimizer.space.Coordinate.Amount;
import org.agate.optimizer.space.Coordinate.Label;

/// The points of a search space: which exist, how to draw them, and how to make one exactly feasible.
///
/// A point is `double[dimension]`: numbers from 0 to 1, mixtures as shares, a category as the number of its label.
/// Thread-safe.
public final class Domain {

    private static final double NEARLY = 0.05;
    private static final int DRAWS = 500;
    private static final double AT = 1e-6;

    private final SearchSpace space;
    private final Regions regions;
    private final Layout layout;
    private final Steps steps;
    private final Features features;

    /// @throws SpaceInvalid `space.contradiction` when no recipe obeys all constraints: it names those that clash
    public Domain(SearchSpace space) {
        this.space = space;
        this.regions = Regions.of(space, space.constraints());
        this.layout = regions.layout();
        this.steps = new Steps(layout);
        this.features = new Features(space, layout);
        if (regions.any(new SplittableRandom(0)).isEmpty()) {
            throw new SpaceInvalid(
                    "space.contradiction",
                    "No recipe obeys the bounds and all of this: %s.".formatted(clash(space)),
                    "Maybe loosen one of them, or the bounds.");
        }
        requireSteps();
    }

    /// Whether steps and sums can be met together shows when points are made exact; a condition that only a function
    /// knows is left to the search.
    private void requireSteps() {
        boolean known = space.constraints().stream().anyMatch(Constraint.Known.class::isInstance);
        if (hasGrid() && !known) {
            double[] middle = new double[dimension()];
            Arrays.fill(middle, 0.5);
            draw(middle, new SplittableRandom(0), point -> true);
        }
    }

    /// As few constraints as possible that cannot be obeyed together: whatever can be left out is.
    private static List<Constraint> clash(SearchSpace space) {
        var clashing = new ArrayList<>(space.constraints());
        for (var constraint : space.constraints()) {
            var without = new ArrayList<>(clashing);
            without.remove(constraint);
            if (Regions.of(space, without).any(new SplittableRandom(0)).isEmpty()) {
                clashing = without;
            }
        }
        return clashing;
    }

    /// How far two points are from each other; different labels are as far as the ends of a number.
    public double distance(double[] a, double[] b) {
        double distance = 0;
        for (int j = 0; j < a.length; j++) {
            double step = layout.coordinates().get(j) instanceof Label ? (a[j] == b[j] ? 0 : 1) : a[j] - b[j];
            distance = Math.hypot(distance, step);
        }
        return distance;
    }

    /// Whether there are only so many recipes: nothing can be varied freely.
    public boolean isCountable() {
        for (int j = 0; j < dimension(); j++) {
            if (steps.isFree(j) && regions.upper(j) > regions.lower(j)) {
                return false;
            }
        }
        return true;
    }

    /// Whether some amounts add up to a total.
    public boolean hasMixture() {
        return !layout.mixtures().isEmpty();
    }

    /// A point as linear models see it: numbers from -1 to 1, shares as they are, a label as one number for each label
    /// but the first, 1 for its own.
    public double[] contrasts(double[] point) {
        return layout.contrasts(point);
    }

    /// The numbers of a point that are no parts of a mixture, from -1 to 1.
    public double[] plainNumbers(double[] point) {
        return layout.plainNumbers(point);
    }

    /// Exactly feasible points one step or label away from an exactly feasible one.
    public List<double[]> neighbours(double[] point) {
        return new Neighbourhood(this, layout).of(point);
    }

    /// What the model sees of a point: a category with descriptors by its descriptors, from 0 to 1, behind all else.
    public double[] features(double[] point) {
        return features.of(point);
    }

    /// Which features are categories.
    public boolean[] categoricalFeatures() {
        return features.categories();
    }

    /// The features that the model sees of a parameter or component; empty when nothing of it can be varied.
    public int[] featuresOf(String key) {
        int coordinate = layout.index(key);
        return regions.lower(coordinate) < regions.upper(coordinate) ? features.of(coordinate) : new int[0];
    }

    /// The least value that a number has in every recipe.
    public double least(String key) {
        int coordinate = layout.index(key);
        return layout.amount(coordinate).value(regions.lower(coordinate));
    }

    /// A sum that is linear in the numbers of a recipe, as a function of features.
    ///
    /// @param perFeature slope of each coordinate
    public record Sum(double constant, double[] perFeature) {

        /// The sum at a point or its features.
        public double at(double[] features) {
            double sum = constant;
            for (int j = 0; j < perFeature.length; j++) {
                sum += perFeature[j] * features[j];
            }
            return sum;
        }
    }

    /// The sum of a constant and some numbers of a recipe, each times its factor.
    ///
    /// @throws IllegalArgumentException when a number is not of this space
    public Sum sum(double constant, Map<String, Double> factors) {
        double[] slopes = new double[dimension()];
        double sum = constant;
        for (var each : factors.entrySet()) {
            int coordinate = layout.index(each.getKey());
            if (!(layout.coordinates().get(coordinate) instanceof Amount amount)) {
                throw new IllegalArgumentException("(%s) is a category, not a number.".formatted(each.getKey()));
            }
            sum += each.getValue() * amount.shift();
            slopes[coordinate] = each.getValue() * amount.factor();
        }
        return new Sum(sum, slopes);
    }

    /// The values that a number can have, as many as `steps` and evenly spread, as places from 0 to 1.
    public double[] places(String key, int steps) {
        int coordinate = layout.index(key);
        double least = regions.lower(coordinate);
        double range = regions.upper(coordinate) - least;
        return java.util.stream.IntStream.range(0, range > 0 ? steps : 1)
                .mapToDouble(step -> layout.coordinates()
                        .get(coordinate)
                        .nearest(least + range * step / Math.max(1, steps - 1), 1)[0])
                .distinct()
                .toArray();
    }

    public SearchSpace space() {
        return space;
    }

    /// The number of coordinates of a point.
    public int dimension() {
        return layout.dimension();
    }

    /// Which coordinates are categories.
    public boolean[] categories() {
        return layout.categories();
    }

    /// Whether any coordinate has places between which there is nothing.
    public boolean hasGrid() {
        return layout.coordinates().stream()
                .anyMatch(coordinate -> coordinate instanceof Label
                        || coordinate instanceof Amount amount && !amount.grid().isAny());
    }

    public Recipe recipe(double[] point) {
        return layout.recipe(point);
    }

    /// The point of a recipe; the recipe may lie outside the bounds, as a measured one may.
    public double[] point(Recipe recipe) {
        return layout.point(recipe);
    }

    /// Whether a recipe obeys bounds, steps and all constraints, up to rounding.
    public boolean allows(Recipe recipe) {
        return Limits.allow(space, recipe)
                && space.constraints().stream().allMatch(constraint -> constraint.allows(recipe));
    }

    /// Whether a recipe could be made, or one that hardly differs: what was really weighed is never exactly what was
    /// asked for.
    public boolean nearlyAllows(Recipe recipe) {
        if (allows(recipe)) {
            return true;
        }
        double[] point = point(recipe);
        return distance(region(point).project(point), point) <= NEARLY;
    }

    /// The bounds and constraints that a recipe lies at: it could not go further.
    public List<String> binding(Recipe recipe) {
        var binding = new ArrayList<String>();
        double[] point = point(recipe);
        for (int j = 0; j < point.length; j++) {
            if (layout.coordinates().get(j) instanceof Amount amount && amount.factor() > 0) {
                boolean least = point[j] <= regions.lower(j) + AT;
                if (least || point[j] >= regions.upper(j) - AT) {
                    binding.add("%s at its %s".formatted(amount.key(), least ? "least" : "most"));
                }
            }
        }
        for (var constraint : space.constraints()) {
            if (constraint instanceof Constraint.Linear linear && linear.slack(recipe) <= AT) {
                binding.add(linear.toString());
            }
        }
        return binding;
    }

    /// The same point, with the other parts of a mixture scaled so that it adds up again.
    public double[] withRoom(double[] point, int coordinate) {
        double[] fitted = point.clone();
        for (var part : layout.mixtures()) {
            if (coordinate >= part.from() && coordinate < part.to()) {
                double others = 0;
                for (int j = part.from(); j < part.to(); j++) {
                    others += j == coordinate ? 0 : point[j];
                }
                double rest = 1 - point[coordinate];
                for (int j = part.from(); j < part.to(); j++) {
                    if (j != coordinate) {
                        fitted[j] = others > 0 ? point[j] * rest / others : rest / (part.to() - part.from() - 1);
                    }
                }
            }
        }
        return fitted;
    }

    /// A feasible point for uniform numbers, up to steps: an even spread gives an even spread.
    public double[] spread(double[] uniform, SplittableRandom random) {
        return regions.any(random).orElseThrow().spread(uniform, random.nextDouble());
    }

    /// The region around a point, for climbing in it.
    public Region region(double[] point) {
        return regions.around(point).orElseThrow();
    }

    /// A feasible point near another: normal steps of the given size; now and then another label.
    public double[] near(double[] point, double size, SplittableRandom random) {
        double[] moved = point.clone();
        for (int j = 0; j < moved.length; j++) {
            switch (layout.coordinates().get(j)) {
                case Amount _ -> moved[j] += size * random.nextGaussian();
                case Label label ->
                    moved[j] = random.nextDouble() < 0.3
                            ? random.nextInt(label.labels().size())
                            : moved[j];
            }
        }
        return region(moved).project(moved);
    }

    /// The exactly feasible point near this one: steps, whole numbers and all constraints obeyed.
    ///
    /// @param region to stay in
    /// @return empty when there is none near it
    public Optional<double[]> exact(double[] point, Region region) {
        return steps.recipe(point, region).filter(this::allows).map(layout::point);
    }

    /// An exactly feasible point for uniform numbers.
    ///
    /// @param wanted what it must be beside feasible
    /// @throws SpaceInvalid `space.nothing-found` when none was found
    public double[] draw(double[] uniform, SplittableRandom random, Predicate<double[]> wanted) {
        double[] numbers = uniform;
        for (int draw = 0; draw < DRAWS; draw++) {
            var region = regions.any(random).orElseThrow();
            var found =
                    exact(region.spread(numbers, random.nextDouble()), region).filter(wanted);
            if (found.isPresent()) {
                return found.get();
            }
            double[] others = new double[uniform.length];
            Arrays.setAll(others, j -> random.nextDouble());
            numbers = others;
        }
        throw new SpaceInvalid(
                "space.nothing-found",
                "No recipe was found in (%d) draws that the steps and %s allow.".formatted(DRAWS, space.constraints()),
                "Maybe a sum cannot be met in steps, or a condition is too narrow.");
    }
}
