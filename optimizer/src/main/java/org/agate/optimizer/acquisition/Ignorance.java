package org.agate.optimizer.acquisition;

import org.agate.optimizer.surrogate.GaussianProcess;

/// The logarithm of the standard deviation: where least is known, whatever the value.
public final class Ignorance implements Criterion {

    private final GaussianProcess surrogate;

    public Ignorance(GaussianProcess surrogate) {
        this.surrogate = surrogate;
    }

    @Override
    public double value(double[] point) {
        return Math.log(surrogate.predict(point).standardDeviation());
    }

    @Override
    public double value(double[] point, double[] gradient) {
        var posterior = surrogate.predict(point, new double[point.length], gradient);
        for (int j = 0; j < point.length; j++) {
            gradient[j] /= posterior.standardDeviation();
        }
        return Math.log(posterior.standardDeviation());
    }
}
