package org.agate.optimizer.space;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The points of one choice of labels and components: convex, and not empty.
public final class Region {

    private static final int CORNERS = 24;

    private final Polytope polytope;
    private final Layout layout;
    private final double[] center;

    private Region(Polytope polytope, Layout layout, double[] center) {
        this.polytope = polytope;
        this.layout = layout;
        this.center = center;
    }

    /// Empty when the polytope is.
    static Optional<Region> of(Polytope polytope, Layout layout, RandomGenerator random) {
        double[] middle = new double[polytope.dimension()];
        Arrays.setAll(middle, j -> (polytope.lower(j) + polytope.upper(j)) / 2);
        var first = polytope.project(middle);
        if (first.isEmpty() || polytope.isBox()) {
            return first.map(point -> new Region(polytope, layout, point));
        }
        // The mean of many border points lies inside.
        double[] center = new double[polytope.dimension()];
        for (int corner = 0; corner < CORNERS; corner++) {
            double[] far = new double[center.length];
            Arrays.setAll(
                    far,
                    j -> polytope.lower(j)
                            + (random.nextDouble() < 0.5 ? -1 : 2) * (polytope.upper(j) - polytope.lower(j)));
            double[] border = polytope.project(far).orElse(first.get());
            for (int j = 0; j < center.length; j++) {
                center[j] += border[j] / CORNERS;
            }
        }
        return Optional.of(new Region(polytope, layout, center));
    }

    /// The nearest point of the region, a new array.
    public double[] project(double[] point) {
        return polytope.project(point).orElseGet(center::clone);
    }

    /// A point of the region for uniform numbers: boxes evenly, mixtures evenly on their simplex as far as nothing else
    /// limits them.
    ///
    /// @param depth uniform: how far inside, where other limits have pushed the point to the border
    double[] spread(double[] uniform, double depth) {
        double[] point = new double[uniform.length];
        Arrays.setAll(point, j -> polytope.lower(j) + uniform[j] * (polytope.upper(j) - polytope.lower(j)));
        for (var part : layout.mixtures()) {
            share(point, uniform, part);
        }
        double[] inside = project(point);
        if (!polytope.isBox() && !isSame(point, inside)) {
            double toward = Math.pow(depth, 1.0 / inside.length);
            for (int j = 0; j < inside.length; j++) {
                inside[j] = center[j] + toward * (inside[j] - center[j]);
            }
        }
        return inside;
    }

    /// Exponential numbers divided by their sum are uniform on the simplex.
    private void share(double[] point, double[] uniform, Layout.Part part) {
        double sum = 0;
        double rest = 1;
        for (int j = part.from(); j < part.to(); j++) {
            boolean there = polytope.upper(j) > polytope.lower(j);
            point[j] = there ? -Math.log(Math.max(1e-12, 1 - uniform[j])) : 0;
            sum += point[j];
            rest -= polytope.lower(j);
        }
        for (int j = part.from(); j < part.to(); j++) {
            point[j] = polytope.lower(j) + (sum > 0 ? Math.max(0, rest) * point[j] / sum : 0);
        }
    }

    private static boolean isSame(double[] a, double[] b) {
        for (int j = 0; j < a.length; j++) {
            if (Math.abs(a[j] - b[j]) > 1e-9) {
                return false;
            }
        }
        return true;
    }

    /// The region with one coordinate fixed; empty when it has no such point.
    Optional<Region> fixed(int coordinate, double place) {
        return polytope.within(coordinate, place, place)
                .flatMap(left -> left.project(center).map(inside -> new Region(left, layout, inside)));
    }

    boolean isFixed(int coordinate) {
        return polytope.lower(coordinate) == polytope.upper(coordinate);
    }

    /// Whether nothing but bounds limits it.
    public boolean isBox() {
        return polytope.isBox();
    }

    public double lower(int coordinate) {
        return polytope.lower(coordinate);
    }

    public double upper(int coordinate) {
        return polytope.upper(coordinate);
    }
}
