package org.agate.optimizer.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.agate.optimizer.numeric.Vectors;

/// The point of a box cut by planes that is nearest to another: the dual method of Goldfarb and Idnani
/// (10.1007/BF02591962) for the identity matrix. It starts at the point itself and takes up one violated plane
/// after the next, so it also proves when no point obeys them all.
///
/// Mutable, for one question.
final class NearestPoint {

    private static final double ROUNDING = 1e-11;
    private static final int MOST_STEPS = 2_000;

    private final int free;
    private final int[] coordinates;
    private final double[] fixed;
    private final List<Plane> planes = new ArrayList<>();
    private final List<Plane> active = new ArrayList<>();
    private final List<Double> pressures = new ArrayList<>();

    /// All x with normal · x ≥ bound, or = bound; the normal has length one.
    record Plane(double[] normal, double bound, boolean equal) {

        /// With any normal but zero.
        static Plane of(double[] normal, double bound, boolean equal) {
            double length = 0;
            for (double x : normal) {
                length = Math.hypot(length, x);
            }
            double[] unit = normal.clone();
            for (int j = 0; j < unit.length; j++) {
                unit[j] /= length;
            }
            return new Plane(unit, bound / length, equal);
        }

        double violation(double[] x) {
            return bound - Vectors.dot(normal, x);
        }
    }

    NearestPoint(double[] lower, double[] upper, List<Plane> cuts) {
        this.fixed = lower.clone();
        int[] kept = new int[lower.length];
        int count = 0;
        for (int j = 0; j < lower.length; j++) {
            if (upper[j] > lower[j]) {
                kept[count++] = j;
            }
        }
        this.free = count;
        this.coordinates = Arrays.copyOf(kept, count);
        cuts.forEach(this::add);
        for (int j = 0; j < free; j++) {
            planes.add(bound(j, 1, lower[coordinates[j]]));
            planes.add(bound(j, -1, -upper[coordinates[j]]));
        }
    }

    private Plane bound(int j, double sign, double bound) {
        double[] normal = new double[free];
        normal[j] = sign;
        return new Plane(normal, bound, false);
    }

    /// A plane in the free coordinates alone.
    private void add(Plane plane) {
        double[] normal = new double[free];
        double bound = plane.bound();
        double length = 0;
        int at = 0;
        for (int j = 0; j < fixed.length; j++) {
            if (at < free && coordinates[at] == j) {
                normal[at++] = plane.normal()[j];
                length = Math.hypot(length, plane.normal()[j]);
            } else {
                bound -= plane.normal()[j] * fixed[j];
            }
        }
        if (length > ROUNDING) {
            for (int j = 0; j < free; j++) {
                normal[j] /= length;
            }
            bound /= length;
        }
        planes.add(new Plane(normal, bound, plane.equal()));
    }

    /// The nearest point to this one; empty when no point obeys all planes.
    Optional<double[]> to(double[] point) {
        double[] x = new double[free];
        for (int j = 0; j < free; j++) {
            x[j] = point[coordinates[j]];
        }
        for (int step = 0; step < MOST_STEPS; step++) {
            var worst = worst(x);
            if (worst == null) {
                return Optional.of(whole(x));
            }
            if (!takeUp(worst, x)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// Equalities come first and are turned to the side that the point violates.
    private @org.jspecify.annotations.Nullable Plane worst(double[] x) {
        Plane worst = null;
        double most = ROUNDING;
        for (var plane : planes) {
            double violation = plane.violation(x);
            if (plane.equal() && Math.abs(violation) > ROUNDING) {
                return violation > 0 ? plane : turned(plane);
            }
            if (violation > most) {
                most = violation;
                worst = plane;
            }
        }
        return worst;
    }

    private static Plane turned(Plane plane) {
        double[] normal = plane.normal().clone();
        for (int j = 0; j < normal.length; j++) {
            normal[j] = -normal[j];
        }
        return new Plane(normal, -plane.bound(), true);
    }

    /// Moves x until it obeys the plane, dropping planes that hold it back; false when that cannot be.
    private boolean takeUp(Plane plane, double[] x) {
        double pressure = 0;
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] shares = shares(plane);
            double[] direction = plane.normal().clone();
            for (int a = 0; a < active.size(); a++) {
                Vectors.add(direction, -shares[a], active.get(a).normal());
            }
            double rise = Vectors.dot(direction, plane.normal());
            double whole = rise > 1e-10 ? plane.violation(x) / rise : Double.POSITIVE_INFINITY;
            int blocking = -1;
            double part = Double.POSITIVE_INFINITY;
            for (int a = 0; a < active.size(); a++) {
                if (!active.get(a).equal() && shares[a] > 1e-12 && pressures.get(a) / shares[a] < part) {
                    part = pressures.get(a) / shares[a];
                    blocking = a;
                }
            }
            double length = Math.min(whole, part);
            if (Double.isInfinite(length)) {
                return plane.violation(x) < 1e-8;
            }
            if (!Double.isInfinite(whole)) {
                Vectors.add(x, length, direction);
            }
            for (int a = 0; a < active.size(); a++) {
                pressures.set(a, pressures.get(a) - length * shares[a]);
            }
            pressure += length;
            if (whole <= part) {
                active.add(plane);
                pressures.add(pressure);
                return true;
            }
            active.remove(blocking);
            pressures.remove(blocking);
        }
        return false;
    }

    /// How much of a plane's normal the active ones explain: least squares by Cholesky of their products.
    private double[] shares(Plane plane) {
        int m = active.size();
        double[][] u = new double[m][m];
        double[] right = new double[m];
        for (int i = 0; i < m; i++) {
            right[i] = Vectors.dot(active.get(i).normal(), plane.normal());
            for (int k = i; k < m; k++) {
                u[i][k] = Vectors.dot(active.get(i).normal(), active.get(k).normal());
            }
        }
        for (int k = 0; k < m; k++) {
            double root = Math.sqrt(Math.max(1e-14, u[k][k]));
            for (int j = k; j < m; j++) {
                u[k][j] = j == k ? root : u[k][j] / root;
            }
            right[k] /= root;
            for (int i = k + 1; i < m; i++) {
                right[i] -= u[k][i] * right[k];
                for (int j = i; j < m; j++) {
                    u[i][j] -= u[k][i] * u[k][j];
                }
            }
        }
        for (int k = m - 1; k >= 0; k--) {
            for (int j = k + 1; j < m; j++) {
                right[k] -= u[k][j] * right[j];
            }
            right[k] /= u[k][k];
        }
        return right;
    }

    private double[] whole(double[] x) {
        double[] point = fixed.clone();
        for (int j = 0; j < free; j++) {
            point[coordinates[j]] = x[j];
        }
        return point;
    }
}
