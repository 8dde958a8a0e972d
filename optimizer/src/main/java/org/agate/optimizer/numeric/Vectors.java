package org.agate.optimizer.numeric;

/// Sums over arrays of numbers, in a fixed order.
public final class Vectors {

    private Vectors() {}

    /// Σ a b
    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /// Σ a b from an index on, as four sums side by side: the processor need not wait for each.
    public static double dot(double[] a, double[] b, int from) {
        double p = 0;
        double q = 0;
        double r = 0;
        double s = 0;
        int i = from;
        for (; i + 3 < a.length; i += 4) {
            p += a[i] * b[i];
            q += a[i + 1] * b[i + 1];
            r += a[i + 2] * b[i + 2];
            s += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            p += a[i] * b[i];
        }
        return p + q + (r + s);
    }

    /// sum += factor · values
    public static void add(double[] sum, double factor, double[] values) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * values[i];
        }
    }

    /// A new array: x + factor · values
    public static double[] plus(double[] x, double factor, double[] values) {
        double[] sum = x.clone();
        add(sum, factor, values);
        return sum;
    }

    /// A new array: a - b
    public static double[] minus(double[] a, double[] b) {
        return plus(a, -1, b);
    }

    /// √Σ a²
    public static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }
}
