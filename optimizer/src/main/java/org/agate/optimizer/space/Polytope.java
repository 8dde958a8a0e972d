package org.agate.optimizer.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A box cut by planes: where points of one choice of labels and components may lie.
///
/// Immutable. Coordinates whose bounds are the same are fixed; a category is fixed at its number.
final class Polytope {

    private final double[] lower;
    private final double[] upper;
    private final List<Face> equalities;
    private final List<Face> sides;

    /// All x with normal · x ≥ bound, or = bound for an equality; the normal has length one.
    record Face(double[] normal, double bound) {

        static Face of(double[] normal, double bound) {
            double length = 0;
            for (double x : normal) {
                length = Math.hypot(length, x);
            }
            double[] unit = normal.clone();
            for (int j = 0; j < unit.length; j++) {
                unit[j] /= length;
            }
            return new Face(unit, bound / length);
        }
    }

    Polytope(double[] lower, double[] upper, List<Face> equalities, List<Face> sides) {
        this.lower = lower;
        this.upper = upper;
        this.equalities = List.copyOf(equalities);
        this.sides = List.copyOf(sides);
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
        return equalities.isEmpty() && sides.isEmpty();
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
        return Optional.of(new Polytope(higher, smaller, equalities, sides));
    }

    /// The nearest point of it; empty when it has none.
    Optional<double[]> project(double[] point) {
        double[] clipped = point.clone();
        for (int j = 0; j < clipped.length; j++) {
            clipped[j] = Math.clamp(clipped[j], lower[j], upper[j]);
        }
        return isBox() ? Optional.of(clipped) : new NearestPoint(lower, upper, planes()).to(point);
    }

    /// Equalities are two sides each.
    private List<NearestPoint.Plane> planes() {
        var planes = new ArrayList<NearestPoint.Plane>();
        equalities.forEach(face -> planes.add(new NearestPoint.Plane(face.normal(), face.bound(), true)));
        sides.forEach(face -> planes.add(new NearestPoint.Plane(face.normal(), face.bound(), false)));
        return planes;
    }
}
