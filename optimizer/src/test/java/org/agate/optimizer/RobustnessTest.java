package org.agate.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.agate.optimizer.space.Domain;
import org.agate.optimizer.space.Parameter.Categorical;
import org.agate.optimizer.space.Parameter.Continuous;
import org.agate.optimizer.space.Parameter.Whole;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.space.SearchSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What must not make an optimizer stumble.
class RobustnessTest {

    private static final SearchSpace SPACE = new SearchSpace(List.of(
            new Continuous("x", "1", 0, 1),
            new Whole("n", "1", 0, 4),
            new Categorical("kind", List.of("red", "green", "blue"))));
    private static final Domain DOMAIN = new Domain(SPACE);

    private static Optimizer optimizer(int initial) {
        return new Optimizer(SPACE, new Optimizer.Settings(Goal.MAXIMIZE, initial, 3));
    }

    private static Recipe recipe(double x, int n, String kind) {
        return new Recipe(Map.of("x", x, "n", (double) n), Map.of("kind", kind));
    }

    private static Experiments told(int count, double scale) {
        var random = new SplittableRandom(count);
        var experiments = Experiments.none();
        for (int i = 0; i < count; i++) {
            var recipe = recipe(
                    random.nextDouble(),
                    random.nextInt(5),
                    List.of("red", "green", "blue").get(i % 3));
            double value = Math.sin(6 * recipe.value("x")) + 0.2 * recipe.value("n");
            experiments = experiments.tell(new Observation(recipe, scale * value, 0));
        }
        return experiments;
    }

    private static void suggestsSomething(Experiments experiments) {
        var suggestion = optimizer(1).ask(experiments);
        assertThat(DOMAIN.allows(suggestion.recipe())).isTrue();
        suggestion.predicted().ifPresent(posterior -> {
            assertThat(posterior.mean()).isFinite();
            assertThat(posterior.standardDeviation()).isFinite().isPositive();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void fewData(int count) {
        suggestsSomething(told(count, 1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1e-300, 1e12, 1e150})
    void outputsOfAnySize(double scale) {
        suggestsSomething(told(12, scale));
    }

    @Test
    void theScaleOfTheOutputsDoesNotChangeTheSuggestion() {
        assertThat(optimizer(1).ask(told(12, 1L << 40)).recipe())
                .isEqualTo(optimizer(1).ask(told(12, 1)).recipe());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 7, -1e9})
    void constantOutputs(double value) {
        var experiments = Experiments.none();
        for (int i = 0; i < 8; i++) {
            experiments = experiments.tell(new Observation(recipe(i / 8.0, i % 5, "red"), value, 0));
        }
        suggestsSomething(experiments);
    }

    @Test
    void oneRecipeMeasuredAgainAndAgain() {
        var experiments = Experiments.none();
        for (int i = 0; i < 20; i++) {
            experiments = experiments.tell(new Observation(recipe(0.5, 2, "red"), i % 2, 0.1));
        }
        suggestsSomething(experiments);
    }

    @Test
    void everythingFailed() {
        var experiments = Experiments.none();
        for (int i = 0; i < 6; i++) {
            experiments = experiments.fail(recipe(i / 6.0, i % 5, "green"));
        }
        suggestsSomething(experiments);
    }

    @Test
    void everythingIsUnderWay() {
        var experiments = Experiments.none();
        for (int i = 0; i < 6; i++) {
            experiments = experiments.await(recipe(i / 6.0, i % 5, "green"));
        }
        suggestsSomething(experiments);
    }

    @Test
    void valuesThatAreNoNumbersAreRefusedWithAdvice() {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> new Observation(recipe(0.1, 1, "red"), value, 0))
                    .hasMessageContaining("Maybe record the experiment as failed");
        }
    }

    @Test
    void nothingToVary() {
        var fixed = new SearchSpace(List.of(
                new Continuous("x", "1", 3, 3), new Whole("n", "1", 2, 2), new Categorical("kind", List.of("red"))));
        var optimizer = new Optimizer(fixed, new Optimizer.Settings(Goal.MAXIMIZE, 1, 3));
        var only = new Recipe(Map.of("x", 3.0, "n", 2.0), Map.of("kind", "red"));
        var experiments = Experiments.none();
        for (int i = 0; i < 4; i++) {
            assertThat(optimizer.ask(experiments).recipe()).isEqualTo(only);
            experiments = experiments.tell(new Observation(only, i, 0.5));
        }
    }

    @Test
    void anOutlierOfAHundredStandardDeviationsDoesNotBlindTheModel() {
        var experiments = told(30, 1).tell(new Observation(recipe(0.9, 0, "blue"), -100, 0));
        var suggestion = optimizer(1).ask(experiments);
        assertThat(DOMAIN.allows(suggestion.recipe())).isTrue();
        assertThat(optimizer(1).best(experiments).orElseThrow().observation().value())
                .isGreaterThan(0.5);
    }

    @Test
    void failuresAreLookedForAtTheirBorderOnly() {
        var line = new SearchSpace(List.of(new Continuous("x", "1", 0, 1), new Continuous("y", "1", 0, 1)));
        var optimizer = new Optimizer(line, new Optimizer.Settings(Goal.MAXIMIZE, 1, 3));
        var random = new SplittableRandom(2);
        var experiments = Experiments.none();
        for (int i = 0; i < 24; i++) {
            experiments = tried(experiments, new Recipe(Map.of("x", random.nextDouble(), "y", random.nextDouble())));
        }
        int before = experiments.failures().size();
        for (int i = 0; i < 10; i++) {
            experiments = tried(experiments, optimizer.ask(experiments).recipe());
        }
        assertThat(experiments.failures().subList(before, experiments.failures().size()))
                .filteredOn(recipe -> recipe.value("x") > 0.7)
                .hasSizeLessThanOrEqualTo(1);
        assertThat(optimizer.best(experiments).orElseThrow().observation().value())
                .isGreaterThan(0.55);
    }

    /// The best would be to the right, where every synthesis fails.
    private static Experiments tried(Experiments experiments, Recipe recipe) {
        return recipe.value("x") > 0.6
                ? experiments.fail(recipe)
                : experiments.tell(new Observation(recipe, recipe.value("x"), 0.01));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e170, 1e-170})
    void outputsWhoseSquareIsNoNumber(double scale) {
        suggestsSomething(told(8, scale));
    }

    @Test
    void aClaimedNoiseOfAnySize() {
        suggestsSomething(told(8, 1).tell(new Observation(recipe(0.4, 1, "red"), 1, 1e160)));
    }

    @Test
    void allRowsVetoedMeansThatNoneIsLeft() {
        var rows = List.of(recipe(0.1, 1, "red"), recipe(0.2, 2, "red"));
        var experiments = Experiments.none().veto(rows.get(0)).veto(rows.get(1));
        assertThatThrownBy(() -> optimizer(4).ask(experiments, rows)).hasMessageContaining("No candidates are left");
        assertThat(optimizer(4).ask(Experiments.none().veto(rows.get(0)), rows).recipe())
                .isEqualTo(rows.get(1));
    }

    @Test
    void afterAVetoTheNextBestIsSuggestedAndNotAnyPoint() {
        var line = new SearchSpace(List.of(new Continuous("x", "1", 0, 1), new Continuous("y", "1", 0, 1)));
        int near = 0;
        for (int seed = 0; seed < 6; seed++) {
            var optimizer = new Optimizer(line, new Optimizer.Settings(Goal.MAXIMIZE, 6, seed));
            var experiments = Experiments.none();
            for (int i = 0; i < 12; i++) {
                var recipe = optimizer.ask(experiments).recipe();
                experiments = experiments.tell(new Observation(recipe, hill(recipe), 0));
            }
            var again = optimizer
                    .ask(experiments.veto(optimizer.ask(experiments).recipe()))
                    .recipe();
            near += hill(again) > -0.05 ? 1 : 0;
        }
        assertThat(near).isGreaterThanOrEqualTo(4);
    }

    private static double hill(Recipe recipe) {
        double x = recipe.value("x") - 0.6;
        double y = recipe.value("y") - 0.3;
        return -x * x - y * y;
    }

    @Test
    void twoThousandPoints() {
        suggestsSomething(told(2_000, 1));
    }

    @Test
    void anInterruptedThreadStillGetsItsSuggestion() {
        Thread.currentThread().interrupt();
        try {
            suggestsSomething(told(8, 1));
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void theSameDataGiveTheSameSuggestionBitForBitOnAnyThread() throws Exception {
        var experiments = told(40, 1).await(recipe(0.3, 1, "blue")).fail(recipe(0.9, 4, "red"));
        var expected = optimizer(1).ask(experiments, 3);
        try (var threads = java.util.concurrent.Executors.newFixedThreadPool(2)) {
            for (var answer : threads.invokeAll(
                    java.util.Collections.nCopies(4, () -> optimizer(1).ask(experiments, 3)))) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        }
    }
}
