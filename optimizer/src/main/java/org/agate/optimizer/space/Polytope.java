package org.agate.optimizer.space;

import java.util.List;
import java.util.Optional;
import org.agate.optimizer.space.NearestPoint.Plane;

/// A box cut by planes: where points of one choice of labels and components may lie.
///
/// Immutable. Coordinates whose bounds are the same are fixed; a category is fixed at its number.
final class Polytope {

    /// The general method takes time with the third power of the coordinates.
    private static final int FEW = 24;

    private final double[] lower;
    private final double[] upper;
    private final List<Plane> planes;

    Polytope(double[] lower, double[] upper, List<Plane> planes) {
        this.lower = lower;
        this.upper = upper;
        this.planes = List.copyOf(planes);
    }

    double lower(int coordinate) {
        return lower[coordinate];
    }

    double upper(int coordinate) {
        return upper[coordinate];
    }

    int dimension() {
        return lower.length;
    }

    /// Whether nothing but the bounds limits it.
    boolean isBox() {
        return planes.isEmpty();
    }

    /// With tighter bounds; empty when nothing is left between them.
    Optional<Polytope> within(int coordinate, double least, double most) {
        double from = Math.max(lower[coordinate], least);
        double to = Math.min(upper[coordinate], most);
        if (from > to) {
            return Optional.empty();
        }
        if (from == lower[coordinate] && to == upper[coordinate]) {
            return Optional.of(this);
        }
        double[] higher = lower.clone();
        double[] smaller = upper.clone();
        higher[coordinate] = from;
        smaller[coordinate] = to;
        return Optional.of(new Polytope(higher, smaller, planes));
    }

    /// The nearest point of it; empty when it has none.
    Optional<double[]> project(double[] point) {
        double[] clipped = point.clone();
        for (int j = 0; j < clipped.length; j++) {
            clipped[j] = Math.clamp(clipped[j], lower[j], upper[j]);
        }
        if (isBox()) {
            return Optional.of(clipped);
        }
        return planes.size() == 1 && lower.length > FEW
                ? new OnePlane(lower, upper, planes.getFirst()).to(point)
                : new NearestPoint(lower, upper, planes).to(point);
    }
}
