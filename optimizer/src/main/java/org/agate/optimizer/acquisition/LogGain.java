package org.agate.optimizer.acquisition;

import org.agate.optimizer.numeric.Normal;

/// ln h(z), h(z) = φ(z) + z Φ(z): the expected gain of a standard normal value over -z, in the stable form of Ament et
/// al. 2023, arXiv:2310.20708.
final class LogGain {

    /// From here on the density underflows long before the gain does.
    private static final double LARGE = 5;

    private LogGain() {}

    static double of(double z) {
        if (z > LARGE) {
            return Math.log(Normal.density(z) + z * Normal.cumulative(z));
        }
        return Normal.logDensity(z) + Math.log(gain(z, Normal.lowerMills(z)));
    }

    /// Its derivative Φ/h, with φ cancelled: m / (1 + z m), m = Φ/φ.
    static double slope(double z) {
        if (z > LARGE) {
            return Normal.cumulative(z) / (Normal.density(z) + z * Normal.cumulative(z));
        }
        double mills = Normal.lowerMills(z);
        return mills / gain(z, mills);
    }

    /// h/φ = 1 + z m. Far below zero the two terms cancel: there the series 1/z² (1 - 3/z²) is exact to rounding.
    private static double gain(double z, double mills) {
        return z < -1e3 ? (1 - 3 / (z * z)) / (z * z) : 1 + z * mills;
    }
}
