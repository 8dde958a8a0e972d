package org.agate.sim.world;

import java.util.random.RandomGenerator;

/// Opens what an instrument records to tests of other packages.
public final class DiffractionBias {

    private DiffractionBias() {}

    public static double share(Charge charge, Phase phase, RandomGenerator random) {
        return Diffraction.recorded(charge, random).getOrDefault(phase, 0.0);
    }
}
