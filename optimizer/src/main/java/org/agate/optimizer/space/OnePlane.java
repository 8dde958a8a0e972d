package org.agate.optimizer.space;

import java.util.Optional;
import org.agate.optimizer.space.NearestPoint.Plane;

/// The point of a box cut by one plane that is nearest to another: along the plane's normal, clipped to the box, to
/// where the plane is met. That is one number to search, however many coordinates there are.
final class OnePlane {

    private static final int BISECTIONS = 200;
    private static final double ROUNDING = 1e-11;

    private final double[] lower;
    private final double[] upper;
    private final Plane plane;

    OnePlane(double[] lower, double[] upper, Plane plane) {
        this.lower = lower;
        this.upper = upper;
        this.plane = plane;
    }

    /// The nearest point; empty when the plane does not meet the box.
    Optional<double[]> to(double[] point) {
        double here = plane.violation(clipped(point, 0));
        if (Math.abs(here) <= ROUNDING || !plane.equal() && here <= 0) {
            return Optional.of(clipped(point, 0));
        }
        double sign = here > 0 ? 1 : -1;
        double far = reach(point);
        if (sign * plane.violation(clipped(point, sign * far)) > ROUNDING) {
            return Optional.empty();
        }
        double near = 0;
        for (int i = 0; i < BISECTIONS && far - near > Math.ulp(far); i++) {
            double middle = near + (far - near) / 2;
            if (sign * plane.violation(clipped(point, sign * middle)) > 0) {
                near = middle;
            } else {
                far = middle;
            }
        }
        return Optional.of(corrected(clipped(point, sign * far)));
    }

    /// So far along the normal that every coordinate which moves has come to its end.
    private double reach(double[] point) {
        double reach = 1;
        for (int j = 0; j < point.length; j++) {
            double slope = Math.abs(plane.normal()[j]);
            if (slope > 0) {
                double way = Math.max(Math.abs(upper[j] - point[j]), Math.abs(lower[j] - point[j]));
                reach = Math.max(reach, 2 * way / slope);
            }
        }
        return reach;
    }

    private double[] clipped(double[] point, double along) {
        double[] moved = new double[point.length];
        for (int j = 0; j < moved.length; j++) {
            moved[j] = Math.clamp(point[j] + along * plane.normal()[j], lower[j], upper[j]);
        }
        return moved;
    }

    /// What rounding has left is taken by the coordinates that are between their ends.
    private double[] corrected(double[] point) {
        double left = plane.violation(point);
        double free = 0;
        for (int j = 0; j < point.length; j++) {
            free += isFree(point, j) ? plane.normal()[j] * plane.normal()[j] : 0;
        }
        for (int j = 0; j < point.length && free > 0; j++) {
            if (isFree(point, j)) {
                point[j] = Math.clamp(point[j] + left * plane.normal()[j] / free, lower[j], upper[j]);
            }
        }
        return point;
    }

    private boolean isFree(double[] point, int j) {
        return point[j] > lower[j] && point[j] < upper[j];
    }
}
