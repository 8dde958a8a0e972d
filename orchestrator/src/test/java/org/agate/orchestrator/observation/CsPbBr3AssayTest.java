package org.agate.orchestrator.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.agate.optimizer.space.Recipe;
import org.agate.sim.world.Phase;
import org.agate.sim.world.Synthesis;
import org.agate.vision.inference.Inference.Measured;
import org.junit.jupiter.api.Test;

class CsPbBr3AssayTest {

    private final CsPbBr3Assay assay = new CsPbBr3Assay();
    private final Recipe recipe = new Recipe(Map.of(
            "ratio",
            0.9,
            "mix_min",
            8.0,
            "force_N",
            15.0,
            "speed_rpm",
            100.0,
            "grind_min",
            60.0,
            "temp_C",
            325.0,
            "hold_min",
            60.0));

    /// What balance and furnace would say of the noiseless sample, after the two transfers.
    private static Map<String, Object> outputs(double recovered) {
        var product = new Synthesis(0.9, 8, 15, 100, 60, 325, 60).product();
        return Map.of(
                "dosed_a", Map.of("net_mg", 1000e-3 * 0.9 / 1.9 * 212.81),
                "dosed_b", Map.of("net_mg", 1000e-3 / 1.9 * 367.01),
                "annealed", Map.of("program_s", 7200),
                "weighed", Map.of("net_mg", product.milligrams() * recovered, "sd_mg", 0.2));
    }

    private static double share() {
        return new Synthesis(0.9, 8, 15, 100, 60, 325, 60).product().massShare(Phase.CSPBBR3);
    }

    @Test
    void aPerfectPhotographAndBalanceGiveTheTrueUtility() {
        var seen = new Measured(share(), 0, 3, List.of(), "m");
        assertThat(assay.observe(recipe, outputs(0.98 * 0.98), seen).value()).isCloseTo(44.0963, within(1e-3));
    }

    @Test
    void theDeviationOfTheShareBecomesThatOfTheUtility() {
        var exact = assay.observe(recipe, outputs(0.96), new Measured(share(), 0.03, 3, List.of(), "m"));
        var higher = assay.observe(recipe, outputs(0.96), new Measured(share() + 0.03, 0.03, 3, List.of(), "m"));
        assertThat(exact.standardDeviation()).isCloseTo(higher.value() - exact.value(), within(0.3));
        assertThat(exact.standardDeviation()).isBetween(1.0, 4.0);
    }

    @Test
    void everyRecipeOfTheSpaceHasItsUnits() {
        assertThat(assay.values(recipe)).containsEntry("grind", "60.0 min").containsEntry("temperature", "325.0 Cel");
        assertThat(assay.standards().runs()).hasSize(12);
    }
}
