package org.agate.optimizer.numeric;

/// The standard normal distribution, accurate in the far tail where `1 - cdf` would be zero.
public final class Normal {

    private static final double SQRT_2_PI = Math.sqrt(2 * Math.PI);
    private static final double LOG_SQRT_2_PI = 0.5 * Math.log(2 * Math.PI);

    private Normal() {}

    /// Density at `z`.
    public static double density(double z) {
        return Math.exp(-0.5 * z * z) / SQRT_2_PI;
    }

    /// Natural logarithm of the density at `z`.
    public static double logDensity(double z) {
        return -0.5 * z * z - LOG_SQRT_2_PI;
    }

    /// Probability of a value below `z`.
    public static double cumulative(double z) {
        if (z < -3) {
            return density(z) * lowerMills(z);
        }
        if (z > 3) {
            return 1 - density(z) * lowerMills(-z);
        }
        double term = z;
        double sum = z;
        for (int k = 1; Math.abs(term) > 1e-17 * Math.abs(sum); k++) {
            term *= z * z / (2 * k + 1);
            sum += term;
        }
        return 0.5 + density(z) * sum;
    }

    /// The ratio `cumulative(z) / density(z)`, finite however negative `z` is.
    public static double lowerMills(double z) {
        if (z >= -3) {
            return cumulative(z) / density(z);
        }
        // Laplace's continued fraction 1/(x+1/(x+2/(x+3/(x+...)))), x = -z: 80 levels give full precision from x = 3.
        double x = -z;
        double tail = x;
        for (int k = 80; k >= 1; k--) {
            tail = x + k / tail;
        }
        return 1 / tail;
    }
}
