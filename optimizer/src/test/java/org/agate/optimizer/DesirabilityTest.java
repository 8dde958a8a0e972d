package org.agate.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.agate.optimizer.Desirability.Wish;
import org.agate.optimizer.space.Recipe;
import org.junit.jupiter.api.Test;

class DesirabilityTest {

    private static final Recipe RECIPE = new Recipe(Map.of("T", 300.0), Map.of());
    private static final List<Wish> WISHES =
            List.of(new Wish.Toward(20, 80, 2), new Wish.Toward(10, 2, 1), new Wish.Near(0.2, 0.3, 0.5, 1));

    @Test
    void oneUselessOutcomeMakesAllUseless() {
        var desirability = new Desirability(WISHES);
        assertThat(desirability
                        .observe(RECIPE, List.of(80.0, 2.0, 0.3), List.of(0.0, 0.0, 0.0))
                        .value())
                .isEqualTo(1);
        assertThat(desirability
                        .observe(RECIPE, List.of(80.0, 11.0, 0.3), List.of(0.0, 0.0, 0.0))
                        .value())
                .isZero();
        assertThat(desirability
                        .observe(RECIPE, List.of(50.0, 6.0, 0.4), List.of(0.0, 0.0, 0.0))
                        .value())
                .isCloseTo(0.5, within(1e-12));
    }

    @Test
    void theUncertaintyOfTheOutcomesIsThatOfTheWhole() {
        var values = List.of(60.0, 3.0, 0.45);
        var deviations = List.of(15.0, 2.0, 0.05);
        var told = new Desirability(WISHES).observe(RECIPE, values, deviations);
        var random = new SplittableRandom(2);
        double sum = 0;
        double squares = 0;
        int draws = 400_000;
        for (int i = 0; i < draws; i++) {
            double[] met = new double[3];
            for (int k = 0; k < 3; k++) {
                met[k] = WISHES.get(k).met(values.get(k) + deviations.get(k) * random.nextGaussian());
            }
            double whole = Math.pow(met[0] * met[0] * met[1] * met[2], 0.25);
            sum += whole;
            squares += whole * whole;
        }
        double mean = sum / draws;
        assertThat(told.value()).isCloseTo(mean, within(0.003));
        assertThat(told.standardDeviation()).isCloseTo(Math.sqrt(squares / draws - mean * mean), within(0.003));
    }

    @Test
    void aThresholdIsAWishWithoutASlope() {
        var desirability = new Desirability(List.of(new Wish.Toward(5, 5, 1)));
        assertThat(desirability.observe(RECIPE, List.of(5.0), List.of(1.0)).value())
                .isCloseTo(0.5, within(0.01));
    }

    @Test
    void wishesAndOutcomesMustMatch() {
        assertThatThrownBy(() -> new Desirability(WISHES).observe(RECIPE, List.of(1.0), List.of(0.0)))
                .hasMessageContaining("(3) wishes");
        assertThatThrownBy(() -> new Wish.Near(1, 0.5, 2, 1)).hasMessageContaining("not between");
        assertThatThrownBy(() -> new Wish.Toward(1, 2, 0)).hasMessageContaining("above zero");
    }
}
