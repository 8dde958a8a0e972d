package org.agate.sim.device;

import org.agate.sim.world.Rates;

/// How one sample's powder differs from the next: all rate constants, log-normal, 5 %.
final class PowderVariation {

    private static final double SPREAD = 0.05;

    private PowderVariation() {}

    static Rates of(World world, String sample) {
        return Rates.nominal()
                .times(Math.exp(
                        SPREAD * world.noise("powder", "rates", sample, 1).nextGaussian()));
    }

    /// 2 % of the powder stays behind at each transfer from one container to another.
    static double kept() {
        return 0.98;
    }
}
