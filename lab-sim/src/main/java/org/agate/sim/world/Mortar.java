package org.agate.sim.world;

/// How a pestle breaks grains and throws powder out.
final class Mortar {

    /// Grain size at which contact counts as one, micrometres.
    static final double REFERENCE_MICRONS = 20;

    private static final double BREAKAGE_PER_MIN = 0.010;
    private static final double BREAKAGE_FORCE_ORDER = 0.8;
    private static final double THRESHOLD_NEWTON = 4;
    private static final double EJECTION_FROM_RPM = 90;
    private static final double EJECTION = 6.0e-4;

    private Mortar() {}

    static double breakagePerMin(double forceNewton, double relativeSpeed) {
        double excess = Math.max(0, forceNewton - THRESHOLD_NEWTON) / (10 - THRESHOLD_NEWTON);
        return BREAKAGE_PER_MIN * Math.pow(excess, BREAKAGE_FORCE_ORDER) * relativeSpeed;
    }

    static double ejected(double speedRpm, double minutes) {
        return Math.min(0.9, EJECTION * minutes * Math.max(0, speedRpm - EJECTION_FROM_RPM) / 60);
    }
}
