package org.agate.optimizer.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.agate.optimizer.Experiments;
import org.agate.optimizer.Goal;
import org.agate.optimizer.Observation;
import org.agate.optimizer.Optimizer;
import org.agate.optimizer.space.Constraint.Condition;
import org.agate.optimizer.space.Constraint.Linear;
import org.agate.optimizer.space.Constraint.Relation;
import org.agate.optimizer.space.Parameter.Categorical;
import org.agate.optimizer.space.Parameter.Component;
import org.agate.optimizer.space.Parameter.Continuous;
import org.agate.optimizer.space.Parameter.Mixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeasibilityTest {

    private static double worth(Recipe recipe) {
        double sum = 0;
        for (double value : recipe.values().values()) {
            sum += Math.sin(value);
        }
        return sum + recipe.labels().values().stream().mapToInt(String::length).sum();
    }

    @Test
    void noDesignOfThousandsOfRandomSpacesViolatesAConstraint() {
        var spaces = new RandomSpaces(11);
        for (int i = 0; i < 3_000; i++) {
            var space = spaces.next();
            var domain = new Domain(space);
            var random = new SplittableRandom(i);
            for (int draw = 0; draw < 3; draw++) {
                double[] uniform = new double[domain.dimension()];
                java.util.Arrays.setAll(uniform, j -> random.nextDouble());
                var recipe = domain.recipe(domain.draw(uniform, random, point -> true));
                assertThat(domain.allows(recipe)).as("%s of %s", recipe, space).isTrue();
            }
        }
    }

    @Test
    void noSuggestionOfHundredsOfRandomSpacesViolatesAConstraint() {
        var spaces = new RandomSpaces(12);
        for (int i = 0; i < 150; i++) {
            var space = spaces.next();
            var domain = new Domain(space);
            var optimizer = new Optimizer(space, new Optimizer.Settings(Goal.MAXIMIZE, 2, i));
            var experiments = Experiments.none();
            for (int n = 0; n < 5; n++) {
                var recipe = optimizer.ask(experiments).recipe();
                assertThat(domain.allows(recipe)).as("%s of %s", recipe, space).isTrue();
                experiments = experiments.tell(new Observation(recipe, worth(recipe), 0));
            }
        }
    }

    private static SearchSpace powders(int components) {
        var parts = new ArrayList<Component>();
        for (int c = 0; c < components; c++) {
            parts.add(new Component("p" + c, 0, 100));
        }
        return new SearchSpace(
                List.of(new Mixture("powders", "%", parts, 100, 0.5, 4)),
                List.of(
                        new Linear(Map.of("p0", 1.0, "p1", 2.0, "p2", -1.0), Relation.AT_MOST, 40),
                        new Linear(Map.of("p1", 1.0, "p3", 1.0, "p4", 0.5), Relation.AT_LEAST, 15)));
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 12})
    void atMostFourOfManyPowdersInWeighingStepsUnderTwoSumsAreExactlyFeasible(int components) {
        var space = powders(components);
        var domain = new Domain(space);
        var optimizer = new Optimizer(space, new Optimizer.Settings(Goal.MAXIMIZE, 6, 3));
        var experiments = Experiments.none();
        for (int n = 0; n < 14; n++) {
            var recipe = optimizer.ask(experiments).recipe();
            assertThat(domain.allows(recipe)).isTrue();
            assertThat(recipe.values().values().stream().mapToDouble(x -> x).sum())
                    .isEqualTo(100);
            assertThat(recipe.values().values()).allMatch(amount -> amount * 2 == Math.rint(amount * 2));
            assertThat(recipe.values().values())
                    .filteredOn(amount -> amount > 0)
                    .hasSizeLessThanOrEqualTo(4);
            experiments = experiments.tell(new Observation(recipe, worth(recipe), 0.1));
        }
    }

    @Test
    void constraintsThatContradictEachOtherAreNamedAndTheOthersAreNot() {
        var high = new Linear(Map.of("a", 1.0, "b", 1.0), Relation.AT_LEAST, 3);
        var space = new SearchSpace(
                List.of(new Continuous("a", "1", 0, 1), new Continuous("b", "1", 0, 1)),
                List.of(new Linear(Map.of("a", 1.0), Relation.AT_MOST, 0.5), high));
        assertThatThrownBy(() -> new Domain(space))
                .isInstanceOf(SpaceInvalid.class)
                .hasMessageContaining(high.toString())
                .hasMessageContaining("Maybe")
                .message()
                .doesNotContain("0.5");
    }

    @Test
    void labelsThatNeedEachOtherInACircleAreAContradiction() {
        var space = new SearchSpace(
                List.of(
                        new Categorical("first", List.of("A", "B")),
                        new Categorical("second", List.of("A", "B")),
                        new Categorical("third", List.of("A", "B"))),
                List.of(new Constraint.Different(List.of("first", "second", "third"))));
        assertThatThrownBy(() -> new Domain(space)).hasMessageContaining("different labels");
    }

    @Test
    void aBatchSharesItsFurnaceTemperatureAndItsStock() {
        var space = new SearchSpace(
                List.of(
                        new Continuous("temperature", "Cel", 300, 900),
                        Mixture.of("powders", "mg", List.of("a", "b"), 200)),
                List.of(new Constraint.Shared("temperature"), new Constraint.Stock("a", 250)));
        var optimizer = new Optimizer(space, new Optimizer.Settings(Goal.MAXIMIZE, 3, 5));
        var experiments = Experiments.none();
        for (int furnace = 0; furnace < 3; furnace++) {
            var batch = optimizer.ask(experiments, 4);
            assertThat(batch.stream()
                            .map(each -> each.recipe().value("temperature"))
                            .distinct())
                    .hasSize(1);
            assertThat(batch.stream()
                            .mapToDouble(each -> each.recipe().value("a"))
                            .sum())
                    .isLessThanOrEqualTo(250 + 1e-6);
            for (var suggestion : batch) {
                experiments = experiments.tell(new Observation(suggestion.recipe(), worth(suggestion.recipe()), 0.1));
            }
        }
    }

    @Test
    void whatMustNotComeTogetherDoesNot() {
        var space = new SearchSpace(
                List.of(new Categorical("solvent", List.of("water", "hexane")), new Continuous("T", "Cel", 20, 200)),
                List.of(new Constraint.Exclude(
                        List.of(new Condition.Is("solvent", Set.of("hexane")), new Condition.Between("T", 69, 1e9)))));
        var optimizer = new Optimizer(space, new Optimizer.Settings(Goal.MAXIMIZE, 4, 5));
        var experiments = Experiments.none();
        for (int n = 0; n < 15; n++) {
            var recipe = optimizer.ask(experiments).recipe();
            assertThat(recipe.label("solvent").equals("hexane") && recipe.value("T") >= 69)
                    .isFalse();
            // Hot hexane would be best.
            double value = recipe.value("T") + (recipe.label("solvent").equals("hexane") ? 100 : 0);
            experiments = experiments.tell(new Observation(recipe, value, 0.1));
        }
    }
}
