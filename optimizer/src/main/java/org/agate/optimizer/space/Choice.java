package org.agate.optimizer.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.agate.optimizer.space.Constraint.Condition;
import org.agate.optimizer.space.Coordinate.Label;

/// Something that must be decided before what is left is a [Polytope]: a label, the components of a mixture, the way
/// out of an exclusion.
record Choice(List<Option> options) {

    private static final int MOST_OPTIONS = 5_000;
    private static final double APART = 1e-6;

    /// One way to decide.
    ///
    /// @param limits on coordinates; empty for one that changes nothing
    /// @param labels of which the category must have one; null for no such condition
    record Option(
            List<Limit> limits,
            @org.jspecify.annotations.Nullable Labels labels) {

        /// What is left of a polytope; empty when the two contradict each other.
        Optional<Polytope> of(Polytope polytope) {
            if (labels != null && !labels.numbers().contains((int) polytope.lower(labels.coordinate()))) {
                return Optional.empty();
            }
            var left = Optional.of(polytope);
            for (var limit : limits) {
                left = left.flatMap(each -> each.within(limit.coordinate(), limit.least(), limit.most()));
            }
            return left;
        }

        /// How far a point is from it.
        double distance(double[] point) {
            double farthest = labels == null || labels.numbers().contains((int) point[labels.coordinate()]) ? 0 : 1;
            for (var limit : limits) {
                double x = point[limit.coordinate()];
                farthest = Math.max(farthest, Math.max(limit.least() - x, x - limit.most()));
            }
            return farthest;
        }
    }

    record Limit(int coordinate, double least, double most) {}

    record Labels(int coordinate, List<Integer> numbers) {}

    static Choice label(int coordinate, Label label) {
        var options = new ArrayList<Option>();
        for (int i = 0; i < label.labels().size(); i++) {
            options.add(new Option(List.of(new Limit(coordinate, i, i)), null));
        }
        return new Choice(options);
    }

    /// Which components are there. Where none has a least amount, fewer ones are the border of as many as may be.
    static Choice components(Layout.Part part) {
        var mixture = part.mixture();
        boolean anyAmount = mixture.components().stream().allMatch(each -> each.lower() == 0);
        var options = new ArrayList<Option>();
        for (int size = mixture.most(); size >= (anyAmount ? mixture.most() : 1); size--) {
            for (var subset : subsets(mixture.components().size(), size)) {
                options.add(present(part, subset));
            }
        }
        return new Choice(options);
    }

    private static Option present(Layout.Part part, List<Integer> subset) {
        var limits = new ArrayList<Limit>();
        for (int c = 0; c < part.mixture().components().size(); c++) {
            var component = part.mixture().components().get(c);
            double total = part.mixture().total();
            limits.add(
                    subset.contains(c)
                            ? new Limit(part.from() + c, component.lower() / total, component.upper() / total)
                            : new Limit(part.from() + c, 0, 0));
        }
        return new Option(limits, null);
    }

    /// All subsets of that size, or a fixed random part of them when they are too many.
    private static List<List<Integer>> subsets(int n, int size) {
        double count = 1;
        for (int i = 0; i < size; i++) {
            count = count * (n - i) / (i + 1);
        }
        var subsets = new ArrayList<List<Integer>>();
        if (count <= MOST_OPTIONS) {
            grow(new ArrayList<>(), 0, n, size, subsets);
        } else {
            var random = new SplittableRandom(n * 31L + size);
            for (int i = 0; i < MOST_OPTIONS; i++) {
                var members = new ArrayList<Integer>();
                for (int c = 0; c < n; c++) {
                    if (random.nextInt(n - c) < size - members.size()) {
                        members.add(c);
                    }
                }
                subsets.add(members);
            }
        }
        return subsets;
    }

    private static void grow(List<Integer> members, int from, int n, int size, List<List<Integer>> subsets) {
        if (members.size() == size) {
            subsets.add(List.copyOf(members));
            return;
        }
        for (int c = from; c <= n - (size - members.size()); c++) {
            members.add(c);
            grow(members, c + 1, n, size, subsets);
            members.removeLast();
        }
    }

    /// Ways to obey an exclusion: one of its conditions does not hold.
    static Choice of(Constraint.Exclude exclude, Layout layout) {
        var options = new ArrayList<Option>();
        exclude.together().forEach(condition -> options.addAll(against(condition, layout)));
        return new Choice(options);
    }

    static Choice of(Constraint.Requires requires, Layout layout) {
        var options = new ArrayList<>(against(requires.when(), layout));
        options.add(
                switch (requires.then()) {
                    case Condition.Is is -> new Option(List.of(), labels(is, layout, true));
                    case Condition.Between between -> {
                        int j = layout.index(between.key());
                        yield new Option(
                                List.of(new Limit(
                                        j, place(layout, j, between.lower()), place(layout, j, between.upper()))),
                                null);
                    }
                });
        return new Choice(options);
    }

    private static List<Option> against(Condition condition, Layout layout) {
        return switch (condition) {
            case Condition.Is is -> List.of(new Option(List.of(), labels(is, layout, false)));
            case Condition.Between between -> {
                int j = layout.index(between.key());
                yield List.of(
                        new Option(
                                List.of(new Limit(
                                        j, Double.NEGATIVE_INFINITY, place(layout, j, between.lower()) - APART)),
                                null),
                        new Option(
                                List.of(new Limit(
                                        j, place(layout, j, between.upper()) + APART, Double.POSITIVE_INFINITY)),
                                null));
            }
        };
    }

    private static double place(Layout layout, int coordinate, double value) {
        return layout.amount(coordinate).limit(value);
    }

    private static Labels labels(Condition.Is is, Layout layout, boolean among) {
        int j = layout.index(is.category());
        var label = (Label) layout.coordinates().get(j);
        var numbers = new ArrayList<Integer>();
        for (int i = 0; i < label.labels().size(); i++) {
            if (is.labels().contains(label.labels().get(i)) == among) {
                numbers.add(i);
            }
        }
        return new Labels(j, numbers);
    }
}
