package org.agate.optimizer.acquisition;

import org.agate.optimizer.surrogate.Scenarios;

/// One function drawn from what is believed, in standard deviations of the function: its best point is as often
/// suggested as it is believed to be the best (Thompson 1933, doi:10.1093/biomet/25.3-4.285).
///
/// The function is drawn at some points and is its own mean between them: rougher draws are not needed to choose.
public final class Thompson implements Criterion {

    private static final double[] WHOLE = {1};

    private final Scenarios draw;
    private final double signal;

    /// @param draw one scenario
    /// @param signal standard deviation of the function
    public Thompson(Scenarios draw, double signal) {
        this.draw = draw;
        this.signal = signal;
    }

    @Override
    public double value(double[] point) {
        double[] mean = new double[1];
        draw.predict(point, mean);
        return mean[0] / signal;
    }

    @Override
    public double value(double[] point, double[] gradient) {
        draw.gradient(point, WHOLE, 0, gradient);
        for (int j = 0; j < point.length; j++) {
            gradient[j] /= signal;
        }
        return value(point);
    }
}
