package org.agate.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.agate.optimizer.space.Domain;
import org.agate.optimizer.space.Parameter.Continuous;
import org.agate.optimizer.space.Parameter.Mixture;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.space.SearchSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptimizerTest {

    private static final SearchSpace OVEN =
            new SearchSpace(List.of(new Continuous("T", "Cel", 25, 450), new Continuous("hold", "min", 0, 240)));
    private static final SearchSpace BLEND =
            new SearchSpace(List.of(Mixture.of("blend", "mg", List.of("a", "b", "c"), 200)));
    private static final Domain OVEN_POINTS = new Domain(OVEN);

    private static double hill(Recipe recipe) {
        double t = (recipe.value("T") - 320) / 80;
        double hold = (recipe.value("hold") - 100) / 90;
        return 60 * Math.exp(-t * t - hold * hold);
    }

    private static double blendValue(Recipe recipe) {
        double a = recipe.value("a") / 200 - 0.6;
        double b = recipe.value("b") / 200 - 0.3;
        return -(a * a + b * b);
    }

    private static Optimizer optimizer(SearchSpace space, long seed) {
        return new Optimizer(space, new Optimizer.Settings(Goal.MAXIMIZE, 5, seed));
    }

    private static Experiments run(Optimizer optimizer, ToDoubleFunction<Recipe> truth, int samples, double noise) {
        var random = new SplittableRandom(1);
        var experiments = Experiments.none();
        for (int i = 0; i < samples; i++) {
            var recipe = optimizer.ask(experiments).recipe();
            experiments = experiments.tell(
                    new Observation(recipe, truth.applyAsDouble(recipe) + noise * random.nextGaussian(), noise));
        }
        return experiments;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void findsTheHillWithinTwentySamples(long seed) {
        var optimizer = optimizer(OVEN, seed);
        var best = optimizer.best(run(optimizer, OptimizerTest::hill, 20, 0.5)).orElseThrow();
        assertThat(hill(best.observation().recipe())).isGreaterThan(58);
        assertThat(best.believed().mean()).isCloseTo(60, within(3.0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everySuggestedBlendAddsUp(long seed) {
        var experiments = run(optimizer(BLEND, seed), OptimizerTest::blendValue, 18, 0.001);
        assertThat(experiments.observations()).allSatisfy(o -> {
            assertThat(o.recipe().values().values()).allMatch(amount -> amount >= 0);
            assertThat(o.recipe().values().values().stream().mapToDouble(x -> x).sum())
                    .isCloseTo(200, within(1e-9));
        });
    }

    @Test
    void findsTheBestBlendForMostSeeds() {
        double[] best = LongStream.rangeClosed(1, 9)
                .mapToDouble(seed ->
                        run(optimizer(BLEND, seed), OptimizerTest::blendValue, 18, 0.001).observations().stream()
                                .mapToDouble(Observation::value)
                                .max()
                                .orElseThrow())
                .sorted()
                .toArray();
        assertThat(best[4]).isGreaterThan(-0.001);
    }

    @Test
    void sameSeedAndDataGiveTheSameSuggestionBitForBit() {
        var experiments =
                run(optimizer(OVEN, 7), OptimizerTest::hill, 9, 0.5).await(OVEN_POINTS.recipe(new double[] {0.5, 0.5}));
        var restored =
                new Experiments(List.copyOf(experiments.observations()), List.of(), List.copyOf(experiments.pending()));
        assertThat(optimizer(OVEN, 7).ask(restored))
                .isEqualTo(optimizer(OVEN, 7).ask(experiments));
        assertThat(optimizer(OVEN, 8).ask(Experiments.none()).recipe())
                .isNotEqualTo(optimizer(OVEN, 7).ask(Experiments.none()).recipe());
    }

    @Test
    void doesNotSuggestWhatIsUnderWay() {
        var optimizer = optimizer(OVEN, 7);
        var experiments = run(optimizer, OptimizerTest::hill, 8, 0.5);
        var first = optimizer.ask(experiments).recipe();
        var second = optimizer.ask(experiments.await(first)).recipe();
        double[] a = OVEN_POINTS.point(first);
        double[] b = OVEN_POINTS.point(second);
        assertThat(Math.hypot(a[0] - b[0], a[1] - b[1])).isGreaterThan(0.02);
    }

    @Test
    void turnsTheScaleWhenLessIsBetter() {
        var optimizer = new Optimizer(OVEN, new Optimizer.Settings(Goal.MINIMIZE, 5, 3));
        var best =
                optimizer.best(run(optimizer, recipe -> -hill(recipe), 20, 0.1)).orElseThrow();
        assertThat(best.observation().value()).isLessThan(-57);
        assertThat(best.believed().mean()).isNegative();
    }

    @Test
    void reachesAValueThatIsNeitherTheLeastNorTheMost() {
        var optimizer = new Optimizer(BLEND, new Optimizer.Settings(new Aim.Range(0.3, 0.3), 4, 3));
        var experiments = run(optimizer, recipe -> recipe.value("a") / 200, 14, 0.005);
        var best = optimizer.best(experiments).orElseThrow();
        assertThat(best.observation().recipe().value("a") / 200).isCloseTo(0.3, within(0.01));
        assertThat(best.believed().mean()).isCloseTo(0.3, within(0.01));
        assertThat(optimizer.stopping(experiments, 0.01)).hasSize(1);
    }

    @Test
    void picksOnlyFromTheCandidatesItIsGiven() {
        var rows = new ArrayList<Recipe>();
        for (int t = 30; t <= 450; t += 30) {
            for (int hold = 0; hold <= 240; hold += 30) {
                rows.add(new Recipe(Map.of("T", (double) t, "hold", (double) hold)));
            }
        }
        var optimizer = optimizer(OVEN, 4);
        var experiments = Experiments.none();
        for (int i = 0; i < 20; i++) {
            var recipe = optimizer.ask(experiments, rows).recipe();
            assertThat(rows.remove(recipe)).isTrue();
            experiments = experiments.tell(new Observation(recipe, hill(recipe), 0));
        }
        assertThat(experiments.observations().stream()
                        .mapToDouble(Observation::value)
                        .max()
                        .orElseThrow())
                .isGreaterThan(57);
    }

    @Test
    void oneResultIsBelievedAsItWasMeasured() {
        var optimizer = new Optimizer(OVEN, new Optimizer.Settings(Goal.MINIMIZE, 5, 3));
        var only = new Observation(optimizer.ask(Experiments.none()).recipe(), 3, 0.4);
        var best = optimizer.best(Experiments.none().tell(only)).orElseThrow();
        assertThat(best.believed().mean()).isEqualTo(3);
        assertThat(best.believed().standardDeviation()).isEqualTo(0.4);
    }

    @Test
    void livesWithConstantOutputsDuplicatesAndFailures() {
        var optimizer = optimizer(OVEN, 5);
        var recipe = OVEN_POINTS.recipe(new double[] {0.3, 0.3});
        var experiments = Experiments.none();
        for (int i = 0; i < 6; i++) {
            experiments = experiments.tell(new Observation(recipe, 1e12, 0));
        }
        experiments = experiments.fail(OVEN_POINTS.recipe(new double[] {0.9, 0.1}));
        assertThat(OVEN_POINTS.point(optimizer.ask(experiments).recipe())).doesNotContain(Double.NaN);
    }

    @Test
    void refusesAValueThatIsNoNumber() {
        var recipe = OVEN_POINTS.recipe(new double[] {0.3, 0.3});
        assertThatThrownBy(() -> new Observation(recipe, Double.NaN, 1))
                .hasMessageContaining("NaN")
                .hasMessageContaining("Maybe");
    }
}
