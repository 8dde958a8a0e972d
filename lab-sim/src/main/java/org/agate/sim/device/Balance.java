package org.agate.sim.device;

import java.util.random.RandomGenerator;

/// A laboratory balance that is tared before each job: repeatability, drift since the tare, static charge, and now and
/// then a jump of its zero.
final class Balance {

    /// Time from an empty pan to a stable reading, seconds: six time constants of 0.8 s.
    static final double SETTLE_S = 5;

    private static final double REPEATABILITY_MG = 0.05;
    private static final double STATIC_MG = 0.3;
    private static final double DRIFT_MG_PER_SQRT_MIN = 0.02;
    private static final double MINUTES_SINCE_TARE = 10;
    private static final double JUMP_PROBABILITY = 0.002;
    private static final double JUMP_MG = 1;

    /// What a stable reading claims as its standard deviation, milligrams: repeatability, drift and static charge
    /// together. A jump of the zero is not in it: no balance knows of it.
    static final double CLAIMED_SD_MG = Math.sqrt(REPEATABILITY_MG * REPEATABILITY_MG
            + STATIC_MG * STATIC_MG / 3
            + DRIFT_MG_PER_SQRT_MIN * DRIFT_MG_PER_SQRT_MIN * MINUTES_SINCE_TARE);

    private Balance() {}

    static double read(double milligrams, RandomGenerator random) {
        double drift = DRIFT_MG_PER_SQRT_MIN * Math.sqrt(MINUTES_SINCE_TARE) * random.nextGaussian();
        double jump = random.nextDouble() < JUMP_PROBABILITY ? JUMP_MG * random.nextGaussian() : 0;
        return milligrams
                + REPEATABILITY_MG * random.nextGaussian()
                + random.nextDouble(-STATIC_MG, STATIC_MG)
                + drift
                + jump;
    }
}
