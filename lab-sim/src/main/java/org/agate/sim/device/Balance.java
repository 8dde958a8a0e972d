package org.agate.sim.device;

import java.util.random.RandomGenerator;

/// A balance that has settled: repeatability and static charge. The drift between weighings is zeroed by a tare.
final class Balance {

    /// What a settled reading claims as its standard deviation, milligrams: repeatability and static charge together.
    static final double CLAIMED_SD_MG = Math.hypot(0.05, 0.3 / Math.sqrt(3));

    private static final double REPEATABILITY_MG = 0.05;
    private static final double STATIC_MG = 0.3;

    private Balance() {}

    static double read(double milligrams, RandomGenerator random) {
        return milligrams + REPEATABILITY_MG * random.nextGaussian() + random.nextDouble(-STATIC_MG, STATIC_MG);
    }
}
