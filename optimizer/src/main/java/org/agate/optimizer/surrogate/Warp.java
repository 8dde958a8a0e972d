package org.agate.optimizer.surrogate;

import org.agate.optimizer.numeric.Normal;

/// A monotone bend of values after which a Gaussian process may describe them better: the power transform of Yeo &
/// Johnson 2000 (doi:10.1093/biomet/87.4.954) of (value - offset) / scale.
///
/// @param lambda 1 for values as they are; below, high values are drawn together, above, low ones
public record Warp(double lambda, double offset, double scale) {

    private static final int NODES = 100;

    /// Values as they are.
    public static Warp none() {
        return new Warp(1, 0, 1);
    }

    /// The bent value.
    public double of(double value) {
        if (lambda == 1) {
            return value;
        }
        double y = (value - offset) / scale;
        double power = y >= 0 ? lambda : 2 - lambda;
        double grown = Math.log1p(Math.abs(y));
        return Math.signum(y) * (power == 0 ? grown : Math.expm1(power * grown) / power);
    }

    /// How much the bent value changes with the value.
    double slope(double value) {
        double y = (value - offset) / scale;
        return lambda == 1 ? 1 : Math.pow(1 + Math.abs(y), (lambda - 1) * Math.signum(y)) / scale;
    }

    /// The value that was bent.
    public double back(double bent) {
        if (lambda == 1) {
            return bent;
        }
        double power = bent >= 0 ? lambda : 2 - lambda;
        double grown = power == 0 ? Math.abs(bent) : Math.log1p(power * Math.abs(bent)) / power;
        return offset + scale * Math.signum(bent) * Math.expm1(grown);
    }

    /// Mean and standard deviation of the value when the bent one is normal.
    public Posterior back(Posterior bent) {
        if (lambda == 1) {
            return bent;
        }
        double sum = 0;
        double[] values = new double[NODES];
        for (int i = 0; i < NODES; i++) {
            values[i] = back(bent.mean() + bent.standardDeviation() * Normal.quantile((i + 0.5) / NODES));
            sum += values[i];
        }
        double mean = sum / NODES;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new Posterior(mean, Math.sqrt(squares / NODES));
    }
}
