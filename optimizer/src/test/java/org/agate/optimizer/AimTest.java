package org.agate.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.agate.optimizer.space.Parameter.Continuous;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.space.SearchSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is searched beside the optimum, and by which acquisition.
class AimTest {

    private static final SearchSpace LINE = new SearchSpace(List.of(new Continuous("T", "Cel", 0, 100)));
    private static final SearchSpace SQUARE =
            new SearchSpace(List.of(new Continuous("T", "Cel", 0, 100), new Continuous("time", "min", 10, 110)));

    private static Experiments run(Optimizer optimizer, ToDoubleFunction<Recipe> truth, int samples) {
        var experiments = Experiments.none();
        for (int i = 0; i < samples; i++) {
            var recipe = optimizer.ask(experiments).recipe();
            experiments = experiments.tell(new Observation(recipe, truth.applyAsDouble(recipe), 0));
        }
        return experiments;
    }

    private static double[] temperatures(Experiments experiments) {
        return experiments.observations().stream()
                .mapToDouble(told -> told.recipe().value("T"))
                .toArray();
    }

    private static double hill(Recipe recipe) {
        double t = (recipe.value("T") - 70) / 25;
        double time = (recipe.value("time") - 60) / 40;
        return 10 * Math.exp(-t * t - time * time);
    }

    @Test
    void aRangeIsReachedAnywhereInIt() {
        var optimizer = new Optimizer(LINE, new Optimizer.Settings(new Aim.Range(40, 45), 3, 5));
        var experiments = run(optimizer, recipe -> Math.pow(recipe.value("T"), 2) / 100, 10);
        var best = optimizer.best(experiments).orElseThrow().observation();
        assertThat(best.value()).isBetween(40.0, 45.0);
        assertThat(optimizer.ask(experiments).reason()).startsWith("Largest expected approach to 40.0 … 45.0");
    }

    @Test
    void aSurveyLeavesNoWideGap() {
        var optimizer = new Optimizer(LINE, new Optimizer.Settings(new Aim.Survey(), 3, 5));
        var experiments = run(optimizer, recipe -> Math.sin(recipe.value("T") / 15), 12);
        double[] seen =
                java.util.Arrays.stream(temperatures(experiments)).sorted().toArray();
        assertThat(seen[0]).isLessThan(8);
        assertThat(seen[11]).isGreaterThan(92);
        for (int i = 1; i < seen.length; i++) {
            assertThat(seen[i] - seen[i - 1]).isLessThan(20);
        }
        assertThat(optimizer.best(experiments)).isEmpty();
    }

    @Test
    void theBorderBetweenTwoPhasesIsClosedIn() {
        var optimizer = new Optimizer(LINE, new Optimizer.Settings(new Aim.Border(0.5), 3, 5));
        var experiments = run(optimizer, recipe -> recipe.value("T") < 37 ? 0 : 1, 16);
        double below = 0;
        double above = 100;
        for (double t : temperatures(experiments)) {
            below = t < 37 ? Math.max(below, t) : below;
            above = t >= 37 ? Math.min(above, t) : above;
        }
        assertThat(above - below).isLessThan(4);
    }

    @ParameterizedTest
    @EnumSource(Acquisition.class)
    void everyAcquisitionFindsTheHill(Acquisition acquisition) {
        var optimizer = new Optimizer(SQUARE, new Optimizer.Settings(Goal.MAXIMIZE, 5, 3).with(acquisition));
        var experiments = run(optimizer, AimTest::hill, 25);
        assertThat(optimizer.best(experiments).orElseThrow().observation().value())
                .isCloseTo(10, within(0.1));
    }

    @Test
    void drawsOfTheModelSpreadABatch() {
        var optimizer = new Optimizer(SQUARE, new Optimizer.Settings(Goal.MAXIMIZE, 5, 3).with(Acquisition.THOMPSON));
        var batch = optimizer.ask(run(optimizer, AimTest::hill, 8), 4);
        assertThat(batch.stream().map(Suggestion::recipe).distinct()).hasSize(4);
    }

    @Test
    void dearExperimentsAreMadeLessOften() {
        var usual = new Optimizer.Settings(Goal.MAXIMIZE, 5, 3);
        var sparing = usual.with(new Cost(5, Map.of("time", 1.0)));
        double free = minutes(run(new Optimizer(SQUARE, usual), AimTest::hill, 20));
        double priced = minutes(run(new Optimizer(SQUARE, sparing), AimTest::hill, 20));
        assertThat(priced).isLessThan(0.95 * free);
    }

    private static double minutes(Experiments experiments) {
        return experiments.observations().stream()
                .mapToDouble(told -> told.recipe().value("time"))
                .sum();
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        var usual = new Optimizer.Settings(Goal.MAXIMIZE, 5, 3);
        var cost = new Cost(5, Map.of("time", 1.0));
        assertThatThrownBy(() -> usual.with(cost).with(Acquisition.THOMPSON)).hasMessageContaining("THOMPSON");
        assertThatThrownBy(() -> new Optimizer(SQUARE, usual.with(new Cost(5, Map.of("hours", 1.0)))))
                .hasMessageContaining("hours");
        assertThatThrownBy(() -> new Cost(0, Map.of())).hasMessageContaining("above zero");
        assertThatThrownBy(() -> new Aim.Range(2, 1)).hasMessageContaining("[2.0, 1.0]");
        assertThatThrownBy(() -> new Aim.Border(Double.NaN)).hasMessageContaining("NaN");
    }
}
