package org.agate.optimizer.numeric;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.agate.optimizer.numeric.SpectralProjectedGradient.Differentiable;
import org.agate.optimizer.numeric.SpectralProjectedGradient.Minimum;

/// Minimises a smooth function in a box: limited-memory BFGS on the coordinates that are free to move, with a projected
/// line search (Bertsekas 1982, 10.1137/0320018; two-loop recursion: Nocedal 1980, 10.1090/S0025-5718-1980-0572855-7).
public final class BoundedQuasiNewton {

    private static final int MEMORY = 8;
    private static final double SUFFICIENT_DECREASE = 1e-4;
    private static final int MOST_HALVINGS = 20;

    private final double[] lower;
    private final double[] upper;
    private final int iterations;
    private final double tolerance;

    /// @param iterations most steps
    /// @param tolerance of the projected gradient's largest coordinate; a hundredth of it for a relative decrease
    public BoundedQuasiNewton(double[] lower, double[] upper, int iterations, double tolerance) {
        this.lower = lower.clone();
        this.upper = upper.clone();
        this.iterations = iterations;
        this.tolerance = tolerance;
    }

    private record Turn(double[] moved, double[] turned, double curvature) {}

    /// Walks downhill from `start`; the result is never worse than the clipped start.
    public Minimum minimize(Differentiable function, double[] start) {
        double[] x = clip(start.clone());
        double[] gradient = new double[x.length];
        double value = function.value(x, gradient);
        Deque<Turn> turns = new ArrayDeque<>();
        for (int i = 0; i < iterations && Double.isFinite(value); i++) {
            boolean[] free = free(x, gradient);
            if (largest(gradient, free) < tolerance) {
                break;
            }
            double[] direction = direction(gradient, free, turns);
            double slope = Vectors.dot(direction, gradient);
            if (!(slope < 0)) {
                turns.clear();
                direction = direction(gradient, free, turns);
                slope = Vectors.dot(direction, gradient);
            }
            double length = turns.isEmpty() ? Math.min(1, 1 / Math.max(1e-12, Vectors.norm(direction))) : 1;
            double[] next = x;
            double[] nextGradient = new double[x.length];
            double nextValue = Double.POSITIVE_INFINITY;
            for (int half = 0; half < MOST_HALVINGS; half++, length *= half < 3 ? 0.5 : 0.2) {
                next = clip(Vectors.plus(x, length, direction));
                nextValue = function.value(next, nextGradient);
                if (nextValue <= value + SUFFICIENT_DECREASE * Vectors.dot(Vectors.minus(next, x), gradient)) {
                    break;
                }
            }
            if (!(nextValue < value)) {
                if (turns.isEmpty()) {
                    break;
                }
                turns.clear();
                continue;
            }
            remember(turns, Vectors.minus(next, x), Vectors.minus(nextGradient, gradient));
            boolean settled = value - nextValue < tolerance * 1e-2 * Math.max(1, Math.abs(value));
            x = next;
            gradient = nextGradient;
            value = nextValue;
            if (settled) {
                break;
            }
        }
        return new Minimum(x, value);
    }

    private static void remember(Deque<Turn> turns, double[] moved, double[] turned) {
        double curvature = Vectors.dot(moved, turned);
        if (curvature > 1e-10 * Vectors.dot(turned, turned)) {
            turns.addLast(new Turn(moved, turned, curvature));
            if (turns.size() > MEMORY) {
                turns.removeFirst();
            }
        }
    }

    private double[] direction(double[] gradient, boolean[] free, Deque<Turn> turns) {
        double[] q = new double[gradient.length];
        for (int j = 0; j < q.length; j++) {
            q[j] = free[j] ? -gradient[j] : 0;
        }
        double[] shares = new double[turns.size()];
        int at = turns.size();
        for (var newest = turns.descendingIterator(); newest.hasNext(); ) {
            var turn = newest.next();
            shares[--at] = Vectors.dot(turn.moved(), q) / turn.curvature();
            Vectors.add(q, -shares[at], turn.turned());
        }
        if (!turns.isEmpty()) {
            var last = turns.getLast();
            scale(q, last.curvature() / Vectors.dot(last.turned(), last.turned()));
        }
        for (var turn : turns) {
            Vectors.add(q, shares[at] - Vectors.dot(turn.turned(), q) / turn.curvature(), turn.moved());
            at++;
        }
        for (int j = 0; j < q.length; j++) {
            q[j] = free[j] ? q[j] : 0;
        }
        return q;
    }

    private boolean[] free(double[] x, double[] gradient) {
        boolean[] free = new boolean[x.length];
        for (int j = 0; j < x.length; j++) {
            free[j] = !(x[j] <= lower[j] && gradient[j] > 0) && !(x[j] >= upper[j] && gradient[j] < 0);
        }
        return free;
    }

    private double[] clip(double[] x) {
        for (int j = 0; j < x.length; j++) {
            x[j] = Math.clamp(x[j], lower[j], upper[j]);
        }
        return x;
    }

    private static double largest(double[] gradient, boolean[] free) {
        double largest = 0;
        for (int j = 0; j < gradient.length; j++) {
            largest = free[j] ? Math.max(largest, Math.abs(gradient[j])) : largest;
        }
        return largest;
    }

    private static void scale(double[] x, double factor) {
        Arrays.setAll(x, j -> x[j] * factor);
    }
}
