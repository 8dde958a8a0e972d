package org.agate.optimizer.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.agate.optimizer.space.Constraint.Condition;
import org.agate.optimizer.space.Constraint.Linear;
import org.agate.optimizer.space.Coordinate.Label;
import org.agate.optimizer.space.NearestPoint.Plane;

/// All regions of a space, found one by one: a tree of choices, searched so that a region is found whenever there is
/// one. Thread-safe.
final class Regions {

    private static final int MOST_KEPT = 20_000;

    private final Layout layout;
    private final List<Choice> choices;
    private final Optional<Polytope> whole;
    private final Map<List<Integer>, Optional<Region>> known = new ConcurrentHashMap<>();

    private Regions(Layout layout, List<Choice> choices, Optional<Polytope> whole) {
        this.layout = layout;
        this.choices = choices;
        this.whole = whole;
    }

    static Regions of(SearchSpace space, List<Constraint> constraints) {
        var layout = Layout.of(space);
        var choices = new ArrayList<Choice>();
        for (int j = 0; j < layout.dimension(); j++) {
            if (layout.coordinates().get(j) instanceof Label label) {
                choices.add(Choice.label(j, label));
            }
        }
        layout.mixtures().stream()
                .filter(part ->
                        part.mixture().most() < part.mixture().components().size())
                .forEach(part -> choices.add(Choice.components(part)));
        for (var constraint : constraints) {
            switch (constraint) {
                case Constraint.Exclude exclude -> choices.add(Choice.of(exclude, layout));
                case Constraint.Requires requires -> choices.add(Choice.of(requires, layout));
                case Constraint.Different different ->
                    pairs(different, layout).forEach(each -> choices.add(Choice.of(each, layout)));
                case Constraint.Linear _, Constraint.Stock _, Constraint.Shared _, Constraint.Known _ -> {}
            }
        }
        return new Regions(layout, List.copyOf(choices), polytope(layout, constraints));
    }

    /// No two categories with one label: each label excludes itself for every pair.
    private static List<Constraint.Exclude> pairs(Constraint.Different different, Layout layout) {
        var excludes = new ArrayList<Constraint.Exclude>();
        var categories = different.categories();
        for (int a = 0; a < categories.size(); a++) {
            for (int b = a + 1; b < categories.size(); b++) {
                var one = (Label) layout.coordinates().get(layout.index(categories.get(a)));
                var other = (Label) layout.coordinates().get(layout.index(categories.get(b)));
                for (var label : one.labels()) {
                    if (other.labels().contains(label)) {
                        excludes.add(new Constraint.Exclude(List.of(
                                new Condition.Is(one.key(), java.util.Set.of(label)),
                                new Condition.Is(other.key(), java.util.Set.of(label)))));
                    }
                }
            }
        }
        return excludes;
    }

    private static Optional<Polytope> polytope(Layout layout, List<Constraint> constraints) {
        int d = layout.dimension();
        double[] lower = new double[d];
        double[] upper = new double[d];
        for (int j = 0; j < d; j++) {
            switch (layout.coordinates().get(j)) {
                case Coordinate.Amount amount -> {
                    lower[j] = amount.factor() == 0 ? 0.5 : 0;
                    upper[j] = amount.factor() == 0 ? 0.5 : 1;
                }
                case Label label -> upper[j] = label.labels().size() - 1;
            }
        }
        var equalities = new ArrayList<Plane>();
        for (var part : layout.mixtures()) {
            var mixture = part.mixture();
            double[] ones = new double[d];
            Arrays.fill(ones, part.from(), part.to(), 1);
            equalities.add(Plane.of(ones, 1, true));
            for (int c = 0; c < mixture.components().size(); c++) {
                var component = mixture.components().get(c);
                boolean optional = mixture.most() < mixture.components().size();
                lower[part.from() + c] = optional ? 0 : mixture.leastShare(component);
                upper[part.from() + c] = mixture.mostShare(component);
            }
        }
        var sides = new ArrayList<Plane>();
        for (var constraint : constraints) {
            switch (constraint) {
                case Linear linear -> linear(linear, layout, equalities, sides);
                case Constraint.Stock stock -> {
                    int j = layout.index(stock.key());
                    upper[j] = Math.min(upper[j], layout.amount(j).limit(stock.amount() * (1 + Linear.ROUNDING)));
                }
                case Constraint.Exclude _,
                        Constraint.Requires _,
                        Constraint.Different _,
                        Constraint.Shared _,
                        Constraint.Known _ -> {}
            }
        }
        for (int j = 0; j < d; j++) {
            if (lower[j] > upper[j]) {
                return Optional.empty();
            }
        }
        equalities.addAll(sides);
        return Optional.of(new Polytope(lower, upper, equalities));
    }

    private static void linear(Linear linear, Layout layout, List<Plane> equalities, List<Plane> sides) {
        double[] normal = new double[layout.dimension()];
        double bound = linear.bound();
        for (var weight : linear.weights().entrySet()) {
            int j = layout.index(weight.getKey());
            normal[j] = weight.getValue() * layout.amount(j).factor();
            bound -= weight.getValue() * layout.amount(j).shift();
            if (layout.amount(j).factor() == 0) {
                normal[j] = 0;
            }
        }
        if (Arrays.stream(normal).allMatch(x -> x == 0)) {
            // Only fixed numbers: either always obeyed, or never.
            boolean fine = switch (linear.relation()) {
                case AT_MOST -> bound >= -Linear.ROUNDING;
                case AT_LEAST -> bound <= Linear.ROUNDING;
                case EQUAL -> Math.abs(bound) <= Linear.ROUNDING;
            };
            if (!fine) {
                sides.add(new Plane(normal, 1, false));
            }
            return;
        }
        switch (linear.relation()) {
            case EQUAL -> equalities.add(Plane.of(normal, bound, true));
            case AT_LEAST -> sides.add(Plane.of(normal, bound, false));
            case AT_MOST -> {
                for (int j = 0; j < normal.length; j++) {
                    normal[j] = -normal[j];
                }
                sides.add(Plane.of(normal, -bound, false));
            }
        }
    }

    /// The least place of a coordinate that any region has.
    double lower(int coordinate) {
        return whole.map(all -> all.lower(coordinate)).orElse(0.0);
    }

    /// The greatest.
    double upper(int coordinate) {
        return whole.map(all -> all.upper(coordinate)).orElse(1.0);
    }

    Layout layout() {
        return layout;
    }

    /// A region by chance; empty only when there is none.
    Optional<Region> any(SplittableRandom random) {
        return whole.flatMap(all -> search(
                all,
                0,
                new ArrayList<>(),
                choice -> turned(
                        choice, random.nextInt(choices.get(choice).options().size()))));
    }

    private List<Integer> turned(int choice, int first) {
        int size = choices.get(choice).options().size();
        var order = new ArrayList<Integer>(size);
        for (int i = 0; i < size; i++) {
            order.add((first + i) % size);
        }
        return order;
    }

    /// The region that a point is in, or one near it; empty only when there is no region at all.
    Optional<Region> around(double[] point) {
        return whole.flatMap(all -> search(all, 0, new ArrayList<>(), choice -> {
            var options = choices.get(choice).options();
            double[] distances = options.stream()
                    .mapToDouble(option -> option.distance(point))
                    .toArray();
            return java.util.stream.IntStream.range(0, distances.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(option -> distances[option]))
                    .toList();
        }));
    }

    private Optional<Region> search(Polytope left, int choice, List<Integer> taken, IntFunction<List<Integer>> order) {
        if (choice == choices.size()) {
            return leaf(left, List.copyOf(taken));
        }
        for (int option : order.apply(choice)) {
            var next = choices.get(choice).options().get(option).of(left);
            if (next.isPresent()) {
                taken.add(option);
                var found = search(next.get(), choice + 1, taken, order);
                taken.removeLast();
                if (found.isPresent() || next.get() == left) {
                    // What changes nothing leaves the most: no other option can do better.
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Region> leaf(Polytope polytope, List<Integer> taken) {
        var seen = known.get(taken);
        if (seen == null) {
            seen = Region.of(polytope, layout, new SplittableRandom(taken.hashCode()));
            if (known.size() < MOST_KEPT) {
                known.put(taken, seen);
            }
        }
        return seen;
    }
}
