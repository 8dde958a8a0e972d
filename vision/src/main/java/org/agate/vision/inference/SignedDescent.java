package org.agate.vision.inference;

import java.util.Arrays;

/// Minimises by the signs of the gradient alone, with a step for each unknown that grows while its sign stays (iRprop⁻,
/// Igel & Hüsken 2003, doi:10.1016/S0925-2312(01)00700-7). Slopes of very different size do not disturb it.
final class SignedDescent {

    /// Values from here on are no values: the function is not defined there.
    static final double IMPOSSIBLE = 1e9;

    private static final double FIRST_STEP = 0.1;
    private static final double MOST = 0.6;
    private static final double LEAST = 1e-3;
    private static final double GROWTH = 1.2;
    private static final double SHRINKING = 0.5;

    private SignedDescent() {}

    /// A function whose gradient is written into the second array.
    interface Differentiable {
        double value(double[] unknowns, double[] gradient);
    }

    /// The best point found on the way.
    static double[] minimize(Differentiable function, double[] start, int steps) {
        double[] at = start.clone();
        double[] best = at.clone();
        double least = Double.POSITIVE_INFINITY;
        double[] step = new double[at.length];
        Arrays.fill(step, FIRST_STEP);
        double[] before = new double[at.length];
        double[] gradient = new double[at.length];
        for (int i = 0; i < steps; i++) {
            double value = function.value(at, gradient);
            if (value >= IMPOSSIBLE) {
                at = best.clone();
                Arrays.setAll(step, j -> SHRINKING * step[j]);
                Arrays.fill(before, 0);
                continue;
            }
            if (value < least) {
                least = value;
                best = at.clone();
            }
            for (int j = 0; j < at.length; j++) {
                double kept = gradient[j] * before[j];
                if (kept > 0) {
                    step[j] = Math.min(MOST, GROWTH * step[j]);
                } else if (kept < 0) {
                    step[j] = Math.max(LEAST, SHRINKING * step[j]);
                    gradient[j] = 0;
                }
                at[j] -= Math.signum(gradient[j]) * step[j];
                before[j] = gradient[j];
            }
        }
        return best;
    }
}
