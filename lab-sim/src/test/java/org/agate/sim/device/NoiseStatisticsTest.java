package org.agate.sim.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.agate.sim.fault.Fault;
import org.agate.sim.fault.FaultPlan;
import org.agate.sim.fault.FaultProfile;
import org.agate.sim.world.Charge;
import org.agate.sim.world.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Draws meet the figures of their tables, within four standard errors at fixed seeds.
class NoiseStatisticsTest {

    private static final int DRAWS = 40_000;

    private final Noise noise = Noise.usual(5);

    private static double deviation(double[] values) {
        double mean = java.util.Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(java.util.Arrays.stream(values)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow());
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void everyFaultStrikesAsOftenAsItsProfileSays(Fault fault) {
        for (var profile : FaultProfile.values()) {
            var plan = new FaultPlan(profile, java.util.List.of());
            double p = profile.probability(fault);
            long strikes = IntStream.range(0, DRAWS)
                    .filter(i -> plan.strikes(
                            fault, "d", null, Duration.ZERO, noise.of("d", "S-" + i, "action", 1, fault.name())))
                    .count();
            assertThat((double) strikes)
                    .as("%s %s", profile, fault)
                    .isCloseTo(DRAWS * p, within(1e-9 + 4 * Math.sqrt(DRAWS * p * (1 - p))));
        }
    }

    @Test
    void aForcedFaultStrikesOnceAndOnItsDeviceAlone() {
        var plan = FaultPlan.none();
        plan.force(Fault.BRIDGED, "doser-1");
        var random = new SplittableRandom(1);
        assertThat(plan.strikes(Fault.BRIDGED, "doser-2", null, Duration.ZERO, random))
                .isFalse();
        assertThat(plan.strikes(Fault.BRIDGED, "doser-1", null, Duration.ZERO, random))
                .isTrue();
        assertThat(plan.strikes(Fault.BRIDGED, "doser-1", null, Duration.ZERO, random))
                .isFalse();
    }

    @Test
    void aBalanceScattersAsMuchAsItClaims() {
        var random = noise.lasting("balance", "test");
        // The jumps of the zero are left out, as in the claim: no balance knows of them.
        double[] readings = IntStream.range(0, DRAWS)
                .mapToDouble(i -> Balance.read(100, random) - 100)
                .filter(error -> Math.abs(error) < 0.8)
                .toArray();
        assertThat(deviation(readings)).isCloseTo(Balance.CLAIMED_SD_MG, within(0.005));
    }

    @Test
    void powdersDifferByFivePercent() {
        double[] logs = IntStream.range(0, DRAWS)
                .mapToDouble(i -> Math.log(noise.rates("S-" + i).evaporation() / 8.0e-5))
                .toArray();
        assertThat(deviation(logs)).isCloseTo(0.05, within(0.001));
    }

    @Test
    void aDiffractometerIsBiasedAsRealOnesAre() {
        var charge = Charge.empty().add(Phase.CSPBBR3, 60).add(Phase.PBBR2, 40);
        // Phases that are not there are sometimes seen a little, never less than nothing: that moves the mean by 0.005.
        double mean = IntStream.range(0, 2_000)
                .mapToDouble(i -> org.agate.sim.world.DiffractionBias.share(
                        charge, Phase.CSPBBR3, noise.of("xrd-1", "S-" + i, "scan", 1)))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0.6 * 0.93 / (0.6 * 0.93 + 0.4 * 0.9), within(0.01));
    }
}
