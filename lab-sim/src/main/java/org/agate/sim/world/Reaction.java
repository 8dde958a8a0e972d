package org.agate.sim.world;

import java.util.function.DoubleFunction;

/// The five reactions between CsBr (a), PbBr2 (b), CsPbBr3 (p) and Cs4PbBr6 (q), integrated over a treatment.
///
/// 4a+b→q, q+3b→4p, a+b→p, 4p→q+3b(gas), p+3a→q, b evaporates. Amounts are mol per mol of a+b charged.
final class Reaction {

    /// Longest integration step, minutes.
    private static final double STEP_MIN = 0.5;

    private static final double LAYER = 0.10;

    private Reaction() {}

    /// What drives the reactions at one moment.
    ///
    /// @param rates r1 to r5 and evaporation, 1/min
    /// @param contact how much surface the grains share
    /// @param productLayer whether a growing product layer slows the solid reactions down
    record Drive(double[] rates, double contact, boolean productLayer) {}

    /// Fourth-order Runge-Kutta over `minutes`; `drive` is asked for the conditions at a time in minutes.
    static double[] integrate(double[] amounts, double minutes, DoubleFunction<Drive> drive) {
        double[] y = amounts.clone();
        if (minutes <= 0) {
            return y;
        }
        int steps = Math.max(1, (int) Math.ceil(minutes / STEP_MIN));
        double h = minutes / steps;
        for (int i = 0; i < steps; i++) {
            double t = i * h;
            double[] k1 = change(drive.apply(t), y);
            var middle = drive.apply(t + h / 2);
            double[] k2 = change(middle, plus(y, h / 2, k1));
            double[] k3 = change(middle, plus(y, h / 2, k2));
            double[] k4 = change(drive.apply(t + h), plus(y, h, k3));
            for (int s = 0; s < y.length; s++) {
                y[s] += h / 6 * (k1[s] + 2 * k2[s] + 2 * k3[s] + k4[s]);
            }
        }
        return y;
    }

    private static double[] change(Drive drive, double[] y) {
        double a = Math.max(0, y[0]);
        double b = Math.max(0, y[1]);
        double p = Math.max(0, y[2]);
        double q = Math.max(0, y[3]);
        double[] k = drive.rates();
        double contact = drive.contact();
        double reach = contact * (drive.productLayer() ? LAYER / (LAYER + 2 * p + 5 * q) : 1);
        double r1 = 4 * k[0] * reach * a * b;
        double r2 = 16 * k[1] * reach * q * b;
        double r3 = 4 * k[2] * reach * a * b;
        double r4 = k[3] * p;
        double r5 = 4 * k[4] * contact * p * a;
        double gas = k[5] * b;
        return new double[] {
            -4 * r1 - r3 - 3 * r5, -r1 - 3 * r2 - r3 - gas, 4 * r2 + r3 - 4 * r4 - r5, r1 - r2 + r4 + r5, gas + 3 * r4
        };
    }

    private static double[] plus(double[] y, double factor, double[] k) {
        double[] sum = y.clone();
        for (int s = 0; s < y.length; s++) {
            sum[s] += factor * k[s];
        }
        return sum;
    }
}
