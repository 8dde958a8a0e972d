package org.agate.optimizer.stopping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.agate.optimizer.Experiments;
import org.agate.optimizer.Goal;
import org.agate.optimizer.Observation;
import org.agate.optimizer.Optimizer;
import org.agate.optimizer.space.Parameter.Continuous;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.space.SearchSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoppingTest {

    private static final SearchSpace SPACE =
            new SearchSpace(List.of(new Continuous("x", "1", 0, 1), new Continuous("y", "1", 0, 1)));
    private static final Optimizer OPTIMIZER = new Optimizer(SPACE, new Optimizer.Settings(Goal.MAXIMIZE, 4, 3));

    private static double hill(Recipe recipe) {
        double x = recipe.value("x") - 0.7;
        double y = recipe.value("y") - 0.4;
        return 10 * Math.exp(-6 * (x * x + y * y));
    }

    private static Experiments run(int count) {
        var random = new SplittableRandom(5);
        var experiments = Experiments.none();
        for (int i = 0; i < count; i++) {
            var recipe = OPTIMIZER.ask(experiments).recipe();
            experiments = experiments.tell(new Observation(recipe, hill(recipe) + 0.2 * random.nextGaussian(), 0.2));
        }
        return experiments;
    }

    @Test
    void noRuleStopsAfterAHandfulOfResults() {
        assertThat(OPTIMIZER.stopping(run(6), 0.1)).hasSize(4).noneMatch(advice -> advice.stop());
    }

    @Test
    void mostRulesStopWhenNothingIsLeftToBeFoundAndSayWhy() {
        var advice = OPTIMIZER.stopping(run(40), 0.5);
        assertThat(advice.stream().filter(StopAdvice::stop).count()).isGreaterThanOrEqualTo(2);
        assertThat(advice).allSatisfy(each -> {
            assertThat(each.value()).isFinite();
            assertThat(each.threshold()).isFinite();
            assertThat(each.reason()).isNotBlank();
        });
        assertThat(advice.get(2).stop()).isTrue();
    }

    @Test
    void aStricterToleranceIsLessProbablyMet() {
        var experiments = run(25);
        double loose = OPTIMIZER.stopping(experiments, 1).get(2).value();
        double strict = OPTIMIZER.stopping(experiments, 1e-3).get(2).value();
        assertThat(strict).isLessThan(loose);
    }

    /// Values of the principal branch: DLMF 4.13, and w e^w put in.
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0.5671432904097838",
        "2.718281828459045, 1",
        "-0.3, -0.4894022271802149",
        "50, 2.860890177982211"
    })
    void lambertIsTheInverseOfWeToTheW(double x, double w) {
        assertThat(ErrorRatio.lambert(x)).isCloseTo(w, within(1e-12));
    }

    @Test
    void noDivergenceBoundsNoChange() {
        assertThat(ErrorRatio.bound(0)).isCloseTo(0, within(1e-6));
        assertThat(ErrorRatio.bound(0.01)).isBetween(0.1, 0.2);
    }
}
