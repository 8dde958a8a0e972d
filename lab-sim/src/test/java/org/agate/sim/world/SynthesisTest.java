package org.agate.sim.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SynthesisTest {

    @ParameterizedTest
    @CsvSource({
        "1, 5, 10, 60, 60, 25, 0, 0.033962, 0.1462",
        "1, 5, 10, 120, 120, 25, 0, 0.173053, 11.0553",
        "1, 5, 20, 60, 120, 25, 0, 0.189347, 12.6847",
        "0.9, 8, 15, 100, 60, 200, 60, 0.052771, -0.0229",
        "0.9, 8, 15, 100, 60, 325, 60, 0.498963, 44.0963",
        "0.9, 8, 15, 100, 60, 400, 60, 0.133270, 7.2270",
        "1.3, 3, 8, 60, 30, 325, 120, 0.067097, 1.4597",
        "0.8, 15, 25, 150, 180, 350, 240, 0.340607, 18.2107",
        "1, 0, 10, 60, 5, 450, 0, 0.000992, -1.8508",
        "0.858, 8.667, 25, 90, 61.343, 325.534, 238.628, 0.805451, 71.0699",
        "0.995, 9.267, 25, 114.023, 168, 25, 0, 0.393886, 30.5252"
    })
    void meetsTheGoldenPointsOfTheReferenceModel(
            double ratio,
            double mix,
            double force,
            double speed,
            double grind,
            double celsius,
            double hold,
            double yield,
            double utility) {
        var synthesis = new Synthesis(ratio, mix, force, speed, grind, celsius, hold);
        // The reference prints six digits of the yield and four of the utility.
        assertThat(synthesis.product().yield()).isCloseTo(yield, within(1e-6));
        assertThat(synthesis.utility()).isCloseTo(utility, within(1e-4));
    }

    @Test
    void grainSizeAndMixingMeetTheGoldenPoints() {
        var charge = new Synthesis(1, 5, 10, 60, 60, 25, 0).product();
        assertThat(charge.grainMicrons()).isCloseTo(85.0289, within(1e-4));
        assertThat(charge.lacey()).isCloseTo(0.901413, within(1e-6));
    }

    @Test
    void massThatLeavesAsGasIsMissingOnTheBalance() {
        var cold = new Synthesis(0.9, 8, 15, 100, 60, 25, 0).product();
        var hot = new Synthesis(0.9, 8, 15, 100, 60, 400, 60).product();
        double ejected = 1 - 6e-4 * 60 * 10 / 60;
        double charged = cold.milligrams() / ejected;
        assertThat(1 - hot.milligrams() / ejected / charged).isCloseTo(0.4459, within(1e-4));
    }

    @Test
    void standardsAreChargesOfProductAndPrecursor() {
        var standard = Charge.empty().add(Phase.CSPBBR3, 60).add(Phase.CSBR, 40);
        assertThat(standard.milligrams()).isCloseTo(100, within(1e-9));
        assertThat(standard.massShare(Phase.CSPBBR3)).isCloseTo(0.6, within(1e-9));
    }
}
