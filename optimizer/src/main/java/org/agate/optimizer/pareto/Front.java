package org.agate.optimizer.pareto;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Values of which none is worse than another in everything, and the space above the worst acceptable values that they
/// leave undominated, cut into boxes. More is better in each of two or three objectives.
final class Front {

    private final double[] worst;
    private final List<double[]> points;

    private Front(double[] worst, List<double[]> points) {
        this.worst = worst;
        this.points = points;
    }

    /// A part of the undominated space; upper sides may be infinite.
    record Box(double[] lower, double[] upper) {}

    /// @param worst acceptable values; what is not above all of them counts for nothing
    /// @throws IllegalArgumentException for other than two or three objectives
    static Front of(double[] worst, List<double[]> values) {
        if (worst.length < 2 || worst.length > 3) {
            throw new IllegalArgumentException(
                    "A front has two or three objectives, not (%d).\nMaybe weigh some of them together."
                            .formatted(worst.length));
        }
        var points = new ArrayList<double[]>();
        for (var value : values) {
            boolean counts = true;
            for (int k = 0; k < worst.length; k++) {
                counts &= value[k] > worst[k];
            }
            if (counts && values.stream().noneMatch(other -> dominates(other, value))) {
                if (points.stream().noneMatch(known -> java.util.Arrays.equals(known, value))) {
                    points.add(value);
                }
            }
        }
        return new Front(worst.clone(), points);
    }

    /// Whether one is at least as good in everything and better in something.
    static boolean dominates(double[] one, double[] other) {
        boolean better = false;
        for (int k = 0; k < one.length; k++) {
            if (one[k] < other[k]) {
                return false;
            }
            better |= one[k] > other[k];
        }
        return better;
    }

    List<double[]> points() {
        return points;
    }

    /// The volume between the worst acceptable values and the front.
    double volume() {
        if (points.isEmpty()) {
            return 0;
        }
        double[] most = worst.clone();
        for (var point : points) {
            for (int k = 0; k < most.length; k++) {
                most[k] = Math.max(most[k], point[k]);
            }
        }
        double whole = 1;
        for (int k = 0; k < most.length; k++) {
            whole *= most[k] - worst[k];
        }
        double free = 0;
        for (var box : undominated()) {
            double volume = 1;
            for (int k = 0; k < most.length; k++) {
                volume *= Math.max(0, Math.min(box.upper()[k], most[k]) - box.lower()[k]);
            }
            free += volume;
        }
        return whole - free;
    }

    /// The undominated space. In two objectives strips between neighbours of the front; in three, slabs between their
    /// third values, each cut into such strips.
    List<Box> undominated() {
        if (worst.length == 2) {
            return strips(points, new double[0], new double[0]);
        }
        var heights = new ArrayList<Double>();
        heights.add(worst[2]);
        points.stream().map(point -> point[2]).distinct().sorted().forEach(heights::add);
        var boxes = new ArrayList<Box>();
        for (int i = 0; i < heights.size(); i++) {
            double floor = heights.get(i);
            double ceiling = i + 1 < heights.size() ? heights.get(i + 1) : Double.POSITIVE_INFINITY;
            var above = points.stream().filter(point -> point[2] > floor).toList();
            boxes.addAll(strips(above, new double[] {floor}, new double[] {ceiling}));
        }
        return boxes;
    }

    private List<Box> strips(List<double[]> above, double[] floor, double[] ceiling) {
        var stairs = above.stream()
                .filter(point -> above.stream()
                        .noneMatch(other ->
                                dominates(new double[] {other[0], other[1]}, new double[] {point[0], point[1]})))
                .sorted(Comparator.comparingDouble(point -> point[0]))
                .toList();
        var boxes = new ArrayList<Box>();
        double left = worst[0];
        for (var stair : stairs) {
            if (stair[0] > left) {
                boxes.add(box(left, stair[0], stair[1], floor, ceiling));
                left = stair[0];
            }
        }
        boxes.add(box(left, Double.POSITIVE_INFINITY, worst[1], floor, ceiling));
        return boxes;
    }

    private static Box box(double left, double right, double bottom, double[] floor, double[] ceiling) {
        double[] lower = new double[2 + floor.length];
        double[] upper = new double[2 + floor.length];
        lower[0] = left;
        upper[0] = right;
        lower[1] = bottom;
        upper[1] = Double.POSITIVE_INFINITY;
        if (floor.length > 0) {
            lower[2] = floor[0];
            upper[2] = ceiling[0];
        }
        return new Box(lower, upper);
    }
}
