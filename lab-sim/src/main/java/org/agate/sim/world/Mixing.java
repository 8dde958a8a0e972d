package org.agate.sim.world;

/// How the Lacey index grows and falls: dM/dt = k_m (1 - M) - k_s M in the mixer, with slow demixing after 8 min.
final class Mixing {

    private static final double MIX_PER_MIN = 0.25;
    private static final double SEGREGATE_PER_MIN = 0.03;
    private static final double DEMIX_FROM_MIN = 8;
    private static final double DEMIX_PER_MIN = 0.008;
    private static final double GRIND_PER_MIN = 0.02;

    private Mixing() {}

    static double tumble(double lacey, double mixedMin, double minutes) {
        double rate = MIX_PER_MIN + SEGREGATE_PER_MIN;
        double limit = MIX_PER_MIN / rate;
        double late = Math.max(0, mixedMin + minutes - DEMIX_FROM_MIN) - Math.max(0, mixedMin - DEMIX_FROM_MIN);
        return limit + (lacey - limit) * Math.exp(-rate * minutes) - DEMIX_PER_MIN * late;
    }

    static double grind(double lacey, double relativeSpeed, double minutes) {
        return 1 - (1 - lacey) * Math.exp(-GRIND_PER_MIN * relativeSpeed * minutes);
    }
}
