package org.agate.optimizer.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.agate.optimizer.Experiments;
import org.agate.optimizer.Goal;
import org.agate.optimizer.Observation;
import org.agate.optimizer.Optimizer;
import org.agate.optimizer.space.Parameter.Continuous;
import org.agate.optimizer.space.Parameter.Mixture;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.space.SearchSpace;
import org.junit.jupiter.api.Test;

class InsightTest {

    private static final SearchSpace SPACE = new SearchSpace(List.of(
            new Continuous("strong", "1", 0, 1), new Continuous("weak", "1", 0, 1), new Continuous("idle", "1", 0, 1)));
    private static final Optimizer OPTIMIZER = new Optimizer(SPACE, new Optimizer.Settings(Goal.MINIMIZE, 4, 3));

    private static double value(Recipe recipe) {
        return 5 * Math.sin(4 * recipe.value("strong")) + recipe.value("weak");
    }

    private static Recipe recipe(SplittableRandom random) {
        return new Recipe(
                Map.of("strong", random.nextDouble(), "weak", random.nextDouble(), "idle", random.nextDouble()));
    }

    private static Experiments told(int count) {
        var random = new SplittableRandom(5);
        var experiments = Experiments.none();
        for (int i = 0; i < count; i++) {
            var recipe = recipe(random);
            experiments = experiments.tell(new Observation(recipe, value(recipe) + 0.1 * random.nextGaussian(), 0.1));
        }
        return experiments;
    }

    private static Insight insight(int count) {
        return OPTIMIZER.insight(told(count)).orElseThrow();
    }

    @Test
    void theInputThatMattersMostComesFirstAndTheIdleOneLast() {
        var relevance = insight(40).relevance();
        assertThat(relevance).extracting(Insight.Relevance::input).containsExactly("strong", "weak", "idle");
        assertThat(relevance).allMatch(each -> each.factor() > 1);
        assertThat(relevance.getLast().factor())
                .isGreaterThan(relevance.getFirst().factor());
    }

    @Test
    void anInputThatNeverVariedIsNotRanked() {
        var experiments = Experiments.none();
        for (var observation : told(20).observations()) {
            var made = observation.recipe();
            var recipe = new Recipe(Map.of("strong", made.value("strong"), "weak", made.value("weak"), "idle", 0.5));
            experiments = experiments.tell(new Observation(recipe, observation.value(), 0.1));
        }
        assertThat(OPTIMIZER.insight(experiments).orElseThrow().relevance())
                .extracting(Insight.Relevance::input)
                .containsExactly("strong", "weak");
    }

    @Test
    void contributionsAddUpToThePredictionInTheUnitOfTheObjective() {
        var experiments = told(40);
        var recipe = recipe(new SplittableRandom(9));
        var shapley = OPTIMIZER.insight(experiments).orElseThrow().shapley(recipe);
        double sum = shapley.background()
                + shapley.contributions().values().stream().mapToDouble(x -> x).sum();
        assertThat(sum)
                .isCloseTo(OPTIMIZER.predict(experiments, recipe).orElseThrow().mean(), within(1e-9));
        assertThat(Math.abs(shapley.contributions().getOrDefault("idle", 9.0))).isLessThan(0.3);
    }

    @Test
    void contributionsOfASumAreItsTermsAgainstTheirMeans() {
        var shapley = Shapley.of(
                List.of("a", "b", "c"),
                new double[] {1, 2, 3},
                List.of(new double[] {0, 0, 0}, new double[] {0, 1, 2}),
                x -> 10 * x[0] + x[1] * x[2]);
        assertThat(shapley.contributions().getOrDefault("a", 0.0)).isCloseTo(10, within(1e-12));
        // b and c share what their product gains; worked out by hand from its four coalitions.
        assertThat(shapley.contributions().getOrDefault("b", 0.0)).isCloseTo(2.75, within(1e-12));
        assertThat(shapley.contributions().getOrDefault("c", 0.0)).isCloseTo(2.25, within(1e-12));
    }

    @Test
    void moreThanTenInputsAreRefused() {
        assertThatThrownBy(() -> Shapley.of(java.util.Collections.nCopies(11, "x"), new double[11], List.of(), x -> 0))
                .hasMessageContaining("(11)");
    }

    @Test
    void partialDependenceFollowsTheFunctionWithinItsBand() {
        var dependence = insight(60).dependence("strong", 11);
        assertThat(dependence.values().getFirst()).isZero();
        assertThat(dependence.values().getLast()).isEqualTo(1);
        for (int i = 0; i < 11; i++) {
            double truth = 5 * Math.sin(4 * dependence.values().get(i)) + 0.5;
            assertThat(dependence.predicted().get(i).mean()).isCloseTo(truth, within(0.5));
        }
    }

    @Test
    void theOtherPartsOfAMixtureMakeRoom() {
        var space = new SearchSpace(List.of(Mixture.of("blend", "mg", List.of("a", "b", "c"), 200)));
        var optimizer = new Optimizer(space, new Optimizer.Settings(Goal.MAXIMIZE, 4, 3));
        var experiments = Experiments.none();
        for (int i = 0; i < 12; i++) {
            var recipe = optimizer.ask(experiments).recipe();
            experiments = experiments.tell(new Observation(recipe, recipe.value("a") / 200, 0.01));
        }
        var dependence = optimizer.insight(experiments).orElseThrow().dependence("a", 5);
        assertThat(dependence.values()).last().isEqualTo(200.0);
        assertThat(dependence.predicted().getLast().mean()).isCloseTo(1, within(0.15));
    }

    @Test
    void measurementsLieWithinWhatTheOthersSayOfThemAsOftenAsTheyShould() {
        var insight = insight(80);
        assertThat(insight.coverage68()).isBetween(0.5, 0.85);
        assertThat(insight.coverage95()).isGreaterThan(0.86);
        assertThat(insight.leaveOneOut()).hasSize(80);
    }

    @Test
    void anOutlierIsNamed() {
        var experiments = told(30).tell(new Observation(recipe(new SplittableRandom(77)), 60, 0.1));
        assertThat(OPTIMIZER.insight(experiments).orElseThrow().health())
                .anyMatch(remark -> remark.contains("Result 31") && remark.contains("outlier"));
    }

    @Test
    void aSuggestionSaysWhyItIsMade() {
        var suggestion = OPTIMIZER.ask(told(20));
        assertThat(suggestion.reason())
                .contains("after 20 results")
                .contains("is predicted")
                .contains("curiosity")
                .contains("nearest sample");
    }

    @Test
    void aVetoedSuggestionIsNotMadeAgain() {
        var experiments = told(20);
        var first = OPTIMIZER.ask(experiments).recipe();
        var second = OPTIMIZER.ask(experiments.veto(first)).recipe();
        double away = 0;
        for (var key : first.values().keySet()) {
            away = Math.hypot(away, first.value(key) - second.value(key));
        }
        assertThat(away).isGreaterThan(0.019);
    }
}
