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

    private static final int MOST_OPTIONS = 200_000;
    private static final double APART = 1e-6;

    /// One way to decide.
    sealed interface Option {

        /// What is left of a polytope, the same one when nothing changes; empty when the two contradict each other.
        Optional<Polytope> of(Polytope polytope);

        /// How far a point is from it.
        double distance(double[] point);
    }

    /// @param limits on coordinates; empty for one that changes nothing
    /// @param labels of which the category must have one; null for no such condition
    private record Limited(
            List<Limit> limits,
            @org.jspecify.annotations.Nullable Labels labels) implements Option {

        @Override
        public Optional<Polytope> of(Polytope polytope) {
            if (labels != null && !labels.numbers().contains((int) polytope.lower(labels.coordinate()))) {
                return Optional.empty();
            }
            var left = Optional.of(polytope);
            for (var limit : limits) {
                left = left.flatMap(each -> each.within(limit.coordinate(), limit.least(), limit.most()));
            }
            return left;
        }

        @Override
        public double distance(double[] point) {
            double farthest = labels == null || labels.numbers().contains((int) point[labels.coordinate()]) ? 0 : 1;
            for (var limit : limits) {
                double x = point[limit.coordinate()];
                farthest = Math.max(farthest, Math.max(limit.least() - x, x - limit.most()));
            }
            return farthest;
        }
    }

    /// These components of a mixture are there, within their bounds, and no others.
    private record Present(Layout.Part part, int[] members) implements Option {

        @Override
        public Optional<Polytope> of(Polytope polytope) {
            var left = Optional.of(polytope);
            var components = part.mixture().components();
            int next = 0;
            for (int c = 0; c < components.size(); c++) {
                int coordinate = part.from() + c;
                var component = components.get(c);
                boolean there = next < members.length && members[next] == c;
                next += there ? 1 : 0;
                double least = there ? part.mixture().leastShare(component) : 0;
                double most = there ? part.mixture().mostShare(component) : 0;
                left = left.flatMap(each -> each.within(coordinate, least, most));
            }
            return left;
        }

        /// What would have to be left out.
        @Override
        public double distance(double[] point) {
            double absent = 1;
            for (int member : members) {
                absent -= point[part.from() + member];
            }
            return Math.max(0, absent);
        }
    }

    record Limit(int coordinate, double least, double most) {}

    record Labels(int coordinate, List<Integer> numbers) {}

    static Choice label(int coordinate, Label label) {
        var options = new ArrayList<Option>();
        for (int i = 0; i < label.labels().size(); i++) {
            options.add(new Limited(List.of(new Limit(coordinate, i, i)), null));
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
                options.add(new Present(part, subset.stream().mapToInt(c -> c).toArray()));
            }
        }
        return new Choice(options);
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
                    case Condition.Is is -> new Limited(List.of(), labels(is, layout, true));
                    case Condition.Between between -> {
                        int j = layout.index(between.key());
                        yield new Limited(
                                List.of(new Limit(
                                        j, place(layout, j, between.lower()), place(layout, j, between.upper()))),
                                null);
                    }
                });
        return new Choice(options);
    }

    private static List<Option> against(Condition condition, Layout layout) {
        return switch (condition) {
            case Condition.Is is -> List.of(new Limited(List.of(), labels(is, layout, false)));
            case Condition.Between between -> outside(between, layout);
        };
    }

    /// Below or above an interval; a number whose least value lies below it can always be that.
    private static List<Option> outside(Condition.Between between, Layout layout) {
        int j = layout.index(between.key());
        boolean fixed = layout.amount(j).factor() == 0;
        double least = fixed ? 0.5 : 0;
        double most = fixed ? 0.5 : 1;
        double from = place(layout, j, between.lower());
        double to = place(layout, j, between.upper());
        var ways = new ArrayList<Option>();
        if (from > least) {
            ways.add(new Limited(List.of(new Limit(j, Double.NEGATIVE_INFINITY, Math.max(least, from - APART))), null));
        }
        if (to < most) {
            ways.add(new Limited(List.of(new Limit(j, Math.min(most, to + APART), Double.POSITIVE_INFINITY)), null));
        }
        return ways;
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
