package org.agate.optimizer.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    private static final int DRAWS = 500;
    private static final int NEAREST = 4;
    private static final int MOST_PLACES = 500;
    private static final double AT = 1e-6;

    private final SearchSpace space;
    private final Regions regions;
    private final Layout layout;
    private final List<Described> described;

    /// @throws SpaceInvalid `space.contradiction` when no recipe obeys all constraints: it names those that clash
    public Domain(SearchSpace space) {
        this.space = space;
        this.regions = Regions.of(space, space.constraints());
        this.layout = regions.layout();
        this.described = described(space, layout);
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
            if (isFree(j) && regions.upper(j) > regions.lower(j)) {
                return false;
            }
        }
        return true;
    }

    /// The features that the model sees of a parameter or component; empty when nothing of it can be varied.
    public int[] featuresOf(String key) {
        int coordinate = layout.index(key);
        int at = dimension();
        for (var each : described) {
            if (each.coordinate() == coordinate) {
                return java.util.stream.IntStream.range(at, at + each.width()).toArray();
            }
            at += each.width();
        }
        return regions.lower(coordinate) < regions.upper(coordinate) ? new int[] {coordinate} : new int[0];
    }

    /// Whether some amounts add up to a total.
    public boolean hasMixture() {
        return !layout.mixtures().isEmpty();
    }

    /// A point as linear models see it: numbers from -1 to 1, shares as they are, a label as one number for each label
    /// but the first, 1 for its own.
    public double[] contrasts(double[] point) {
        var contrasts = new ArrayList<Double>();
        for (int j = 0; j < point.length; j++) {
            switch (layout.coordinates().get(j)) {
                case Label label -> {
                    for (int i = 1; i < label.labels().size(); i++) {
                        contrasts.add(point[j] == i ? 1.0 : 0.0);
                    }
                }
                case Amount _ -> contrasts.add(isPart(j) ? point[j] : 2 * point[j] - 1);
            }
        }
        return contrasts.stream().mapToDouble(x -> x).toArray();
    }

    /// The numbers of a point that are no parts of a mixture, from -1 to 1.
    public double[] plainNumbers(double[] point) {
        return java.util.stream.IntStream.range(0, point.length)
                .filter(j -> layout.coordinates().get(j) instanceof Amount && !isPart(j))
                .mapToDouble(j -> 2 * point[j] - 1)
                .toArray();
    }

    /// The least value that a number has in every recipe.
    public double least(String key) {
        int coordinate = layout.index(key);
        return layout.amount(coordinate).value(regions.lower(coordinate));
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
        boolean[] categories = new boolean[dimension()];
        for (int j = 0; j < categories.length; j++) {
            categories[j] = layout.coordinates().get(j) instanceof Label;
        }
        return categories;
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
        return bounded(recipe) && space.constraints().stream().allMatch(constraint -> constraint.allows(recipe));
    }

    private boolean bounded(Recipe recipe) {
        for (var parameter : space.parameters()) {
            boolean fine = switch (parameter) {
                case Parameter.Continuous(var name, var _, var lower, var upper) ->
                    isWithin(recipe.value(name), lower, upper);
                case Parameter.Whole(var name, var _, var lower, var upper) ->
                    isWithin(recipe.value(name), lower, upper) && recipe.value(name) == Math.rint(recipe.value(name));
                case Parameter.Ordinal(var name, var _, var values) -> values.contains(recipe.value(name));
                case Parameter.Categorical(var name, var labels, var _) -> labels.contains(recipe.label(name));
                case Parameter.Mixture mixture -> mixed(mixture, recipe);
            };
            if (!fine) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWithin(double value, double lower, double upper) {
        double slack = 1e-9 * Math.max(Math.abs(lower), Math.abs(upper));
        return value >= lower - slack && value <= upper + slack;
    }

    private static boolean mixed(Parameter.Mixture mixture, Recipe recipe) {
        double sum = 0;
        int there = 0;
        for (var component : mixture.components()) {
            double amount = recipe.value(component.name());
            sum += amount;
            there += amount > 0 ? 1 : 0;
            boolean absent =
                    amount == 0 && mixture.most() < mixture.components().size();
            if (!absent && !isWithin(amount, component.lower(), component.upper())
                    || !Parameter.Mixture.isMultiple(amount, mixture.step())) {
                return false;
            }
        }
        return there <= mixture.most() && Math.abs(sum - mixture.total()) <= 1e-9 * mixture.total();
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
        return settle(region, region.project(point), 0, new int[] {MOST_PLACES})
                .map(settled -> layout.point(layout.recipe(tidied(settled))))
                .filter(settled -> allows(layout.recipe(settled)));
    }

    /// Without what rounding has left: nothing below zero, and mixtures that add up.
    private double[] tidied(double[] point) {
        double[] tidy = point.clone();
        for (int j = 0; j < tidy.length; j++) {
            if (layout.coordinates().get(j) instanceof Amount) {
                tidy[j] = tidy[j] < 1e-9 ? 0 : tidy[j] > 1 - 1e-9 ? 1 : tidy[j];
            }
        }
        for (var part : layout.mixtures()) {
            int largest = part.from();
            double sum = 0;
            for (int j = part.from(); j < part.to(); j++) {
                tidy[j] = tidy[j] < 1e-10 ? 0 : tidy[j];
                sum += tidy[j];
                largest = tidy[j] > tidy[largest] ? j : largest;
            }
            tidy[largest] += 1 - sum;
        }
        return tidy;
    }

    /// Fixes one coordinate with steps after the other, nearest places first, with all that is left kept feasible.
    private Optional<double[]> settle(Region region, double[] at, int from, int[] tries) {
        int next = from;
        while (next < at.length && isFree(next)) {
            next++;
        }
        if (next == at.length) {
            return Optional.of(at);
        }
        int coordinate = next;
        if (region.isFixed(coordinate)) {
            return isPlace(coordinate, at[coordinate]) ? settle(region, at, coordinate + 1, tries) : Optional.empty();
        }
        for (double place : layout.coordinates().get(coordinate).nearest(at[coordinate], NEAREST)) {
            if (--tries[0] < 0) {
                break;
            }
            var settled = region.fixed(coordinate, place)
                    .flatMap(left -> settle(left, left.project(at), coordinate + 1, tries));
            if (settled.isPresent()) {
                return settled;
            }
        }
        return Optional.empty();
    }

    private boolean isFree(int coordinate) {
        return layout.coordinates().get(coordinate) instanceof Amount amount
                && amount.grid().isAny();
    }

    private boolean isPlace(int coordinate, double x) {
        return Math.abs(layout.coordinates().get(coordinate).nearest(x, 1)[0] - x) < 1e-7;
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

    /// Exactly feasible points one step or label away from an exactly feasible one.
    public List<double[]> neighbours(double[] point) {
        var found = new ArrayList<double[]>();
        for (int j = 0; j < point.length; j++) {
            switch (layout.coordinates().get(j)) {
                case Label label -> {
                    for (int i = 0; i < label.labels().size(); i++) {
                        moved(point, j, i, found);
                    }
                }
                case Amount amount -> {
                    double[] places = amount.grid().isAny() || isPart(j) ? new double[0] : amount.nearest(point[j], 3);
                    for (double place : places) {
                        moved(point, j, place, found);
                    }
                }
            }
        }
        layout.mixtures().stream()
                .filter(part -> part.mixture().step() > 0)
                .forEach(part -> traded(point, part, found));
        return found;
    }

    private boolean isPart(int coordinate) {
        return layout.mixtures().stream().anyMatch(part -> coordinate >= part.from() && coordinate < part.to());
    }

    private void moved(double[] point, int coordinate, double place, List<double[]> found) {
        if (place == point[coordinate]) {
            return;
        }
        double[] moved = point.clone();
        moved[coordinate] = place;
        var recipe = layout.recipe(moved);
        if (allows(recipe)) {
            found.add(moved);
        } else {
            var region = region(moved);
            exact(moved, region).filter(near -> near[coordinate] == place).ifPresent(found::add);
        }
    }

    /// One step of one component for one of another.
    private void traded(double[] point, Layout.Part part, List<double[]> found) {
        double step = part.mixture().step() / part.mixture().total();
        for (int from = part.from(); from < part.to(); from++) {
            for (int to = part.from(); to < part.to(); to++) {
                if (from != to && point[from] >= step / 2) {
                    double[] moved = point.clone();
                    moved[from] -= step;
                    moved[to] += step;
                    var recipe = layout.recipe(moved);
                    if (allows(recipe)) {
                        found.add(layout.point(recipe));
                    }
                }
            }
        }
    }

    /// What the model sees of a point: a category with descriptors by its descriptors, from 0 to 1, behind all else.
    public double[] features(double[] point) {
        if (described.isEmpty()) {
            return point;
        }
        int width = point.length + described.stream().mapToInt(Described::width).sum();
        double[] features = Arrays.copyOf(point, width);
        int at = point.length;
        for (var each : described) {
            double[] row = each.rows()[(int) point[each.coordinate()]];
            System.arraycopy(row, 0, features, at, row.length);
            features[each.coordinate()] = 0;
            at += row.length;
        }
        return features;
    }

    /// Which features are categories.
    public boolean[] categoricalFeatures() {
        boolean[] categories = Arrays.copyOf(
                categories(),
                dimension() + described.stream().mapToInt(Described::width).sum());
        described.forEach(each -> categories[each.coordinate()] = false);
        return categories;
    }

    private record Described(int coordinate, double[][] rows) {
        int width() {
            return rows[0].length;
        }
    }

    private static List<Described> described(SearchSpace space, Layout layout) {
        var found = new ArrayList<Described>();
        for (var parameter : space.parameters()) {
            if (parameter instanceof Parameter.Categorical category
                    && !category.descriptors().isEmpty()) {
                found.add(new Described(layout.index(category.name()), rows(category)));
            }
        }
        return found;
    }

    private static double[][] rows(Parameter.Categorical category) {
        double[][] rows = category.labels().stream()
                .map(label -> category.descriptors().getOrDefault(label, List.of()).stream()
                        .mapToDouble(x -> x)
                        .toArray())
                .toArray(double[][]::new);
        for (int c = 0; c < rows[0].length; c++) {
            int column = c;
            double least =
                    Arrays.stream(rows).mapToDouble(row -> row[column]).min().orElse(0);
            double most =
                    Arrays.stream(rows).mapToDouble(row -> row[column]).max().orElse(0);
            for (double[] row : rows) {
                row[c] = most > least ? (row[c] - least) / (most - least) : 0.5;
            }
        }
        return rows;
    }
}
