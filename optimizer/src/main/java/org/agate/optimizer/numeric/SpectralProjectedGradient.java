package org.agate.optimizer.numeric;

import java.util.function.UnaryOperator;

/// Minimises a smooth function on a convex set that is known by its projection.
///
/// Spectral projected gradient with a non-monotone line search (Birgin, Martínez, Raydan 2000,
/// 10.1137/S1052623497330963). One method serves boxes and simplices alike, which an L-BFGS-B would not.
public final class SpectralProjectedGradient {

    private static final int MEMORY = 8;
    private static final double SUFFICIENT_DECREASE = 1e-4;

    private final int iterations;
    private final double tolerance;

    /// @param iterations most gradient evaluations that lead to a step
    /// @param tolerance largest coordinate of the projected gradient step at which the search ends
    public SpectralProjectedGradient(int iterations, double tolerance) {
        this.iterations = iterations;
        this.tolerance = tolerance;
    }

    /// A function that writes its gradient at `x` into `gradient` and returns its value.
    @FunctionalInterface
    public interface Differentiable {
        double value(double[] x, double[] gradient);
    }

    /// A point and the function's value there.
    public record Minimum(double[] point, double value) {}

    /// Walks downhill from `start`; the result is never worse than the projected start.
    public Minimum minimize(Differentiable function, UnaryOperator<double[]> projection, double[] start) {
        int d = start.length;
        double[] x = projection.apply(start.clone());
        double[] gradient = new double[d];
        double value = function.value(x, gradient);
        double[] best = x;
        double bestValue = value;
        double[] recent = new double[MEMORY];
        java.util.Arrays.fill(recent, value);
        double step = 1 / Math.max(1e-12, Vectors.norm(gradient));
        for (int i = 0; i < iterations; i++) {
            double[] direction = Vectors.minus(projection.apply(Vectors.plus(x, -step, gradient)), x);
            if (largest(direction) < tolerance) {
                break;
            }
            double slope = Vectors.dot(direction, gradient);
            double worst = java.util.Arrays.stream(recent).max().orElse(value);
            double length = 1;
            double[] nextGradient = new double[d];
            double[] next = Vectors.plus(x, length, direction);
            double nextValue = function.value(next, nextGradient);
            while (!(nextValue <= worst + SUFFICIENT_DECREASE * length * slope) && length > 1e-10) {
                length *= 0.5;
                next = Vectors.plus(x, length, direction);
                nextValue = function.value(next, nextGradient);
            }
            if (!(nextValue < Double.POSITIVE_INFINITY)) {
                break;
            }
            double[] moved = Vectors.minus(next, x);
            double[] turned = Vectors.minus(nextGradient, gradient);
            double curvature = Vectors.dot(moved, turned);
            step = curvature > 0
                    ? Math.clamp(Vectors.dot(moved, moved) / curvature, 1e-10, 1e10)
                    : 1 / Math.max(1e-12, Vectors.norm(nextGradient));
            x = next;
            gradient = nextGradient;
            value = nextValue;
            recent[i % MEMORY] = value;
            if (value < bestValue) {
                best = x;
                bestValue = value;
            }
        }
        return new Minimum(best, bestValue);
    }

    private static double largest(double[] a) {
        double largest = 0;
        for (double v : a) {
            largest = Math.max(largest, Math.abs(v));
        }
        return largest;
    }
}
