package org.agate.optimizer.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.agate.optimizer.Experiments;
import org.agate.optimizer.Goal;
import org.agate.optimizer.Observation;
import org.agate.optimizer.Optimizer;
import org.agate.optimizer.Suggestion;
import org.agate.optimizer.space.Constraint.Condition;
import org.agate.optimizer.space.Constraint.Linear;
import org.agate.optimizer.space.Constraint.Relation;
import org.agate.optimizer.space.Parameter.Categorical;
import org.agate.optimizer.space.Parameter.Component;
import org.agate.optimizer.space.Parameter.Continuous;
import org.agate.optimizer.space.Parameter.Mixture;
import org.agate.optimizer.space.Parameter.Whole;
import org.junit.jupiter.api.Test;

/// Spaces of which little is left, and what lies exactly on a border.
class NarrowSpacesTest {

    private static Optimizer optimizer(SearchSpace space, int initial) {
        return new Optimizer(space, new Optimizer.Settings(Goal.MAXIMIZE, initial, 3));
    }

    private static List<Recipe> suggested(
            SearchSpace space, int count, java.util.function.ToDoubleFunction<Recipe> worth) {
        var optimizer = optimizer(space, 3);
        var experiments = Experiments.none();
        var recipes = new ArrayList<Recipe>();
        for (int i = 0; i < count; i++) {
            var recipe = optimizer.ask(experiments).recipe();
            recipes.add(recipe);
            experiments = experiments.tell(new Observation(recipe, worth.applyAsDouble(recipe), 0));
        }
        return recipes;
    }

    @Test
    void sixCategoriesWithDifferentLabelsOfEightAreFoundAtOnce() {
        var labels = List.of("a", "b", "c", "d", "e", "f", "g", "h");
        var names = IntStream.range(0, 6).mapToObj(i -> "c" + i).toList();
        var space = new SearchSpace(
                List.copyOf(names.stream()
                        .map(name -> new Categorical(name, labels))
                        .toList()),
                List.of(new Constraint.Different(names)));
        org.assertj.core.api.Assertions.assertThatCode(() -> {
                    for (var recipe : suggested(space, 5, each -> 0)) {
                        assertThat(new HashSet<>(recipe.labels().values())).hasSize(6);
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aBatchKeepsOfItsStockWhatTheLaterOnesNeedAtLeast() {
        var space = new SearchSpace(
                List.of(new Mixture(
                        "m", "mg", List.of(new Component("A", 20, 150), new Component("B", 0, 200)), 200, 0, 2)),
                List.of(new Constraint.Stock("A", 200)));
        var batch = optimizer(space, 2).ask(Experiments.none(), 4);
        assertThat(batch).hasSize(4);
        assertThat(batch.stream().mapToDouble(each -> each.recipe().value("A")).sum())
                .isLessThanOrEqualTo(200 + 1e-6);
    }

    @Test
    void aStockThatIsUsedUpToTheLastGrainIsNoContradiction() {
        var space = new SearchSpace(
                List.of(new Continuous("A", "g", 0.1, 0.1), new Continuous("x", "1", 0, 1)),
                List.of(new Constraint.Stock("A", 0.3)));
        assertThat(optimizer(space, 2).ask(Experiments.none(), 3)).hasSize(3);
        assertThat(optimizer(space, 2).ask(Experiments.none(), 3))
                .extracting(Suggestion::index)
                .containsExactly(0, 1, 2);
    }

    @Test
    void boundsThatNothingObeysAreAContradictionAndNoRiddle() {
        assertThatThrownBy(() -> new Domain(new SearchSpace(
                        List.of(new Continuous("a", "g", 5, 10)), List.of(new Constraint.Stock("a", 3)))))
                .isInstanceOf(SpaceInvalid.class)
                .hasMessageContaining("3.0 of a");
        assertThatThrownBy(() -> new Domain(new SearchSpace(
                        List.of(new Continuous("a", "g", 5, 5)), List.of(new Constraint.Stock("a", 3)))))
                .isInstanceOf(SpaceInvalid.class);
        assertThatThrownBy(() -> new Mixture(
                        "m", "mg", List.of(new Component("A", 300, 400), new Component("B", 0, 9)), 200, 0, 2))
                .hasMessageContaining("300.0");
        assertThatThrownBy(() -> new Whole("n", "1", -2_000_000_000, 2_000_000_000))
                .isInstanceOf(SpaceInvalid.class);
        assertThatThrownBy(() -> new Domain(new SearchSpace(List.of(new Mixture(
                        "m", "g", List.of(new Component("A", .33, .34), new Component("B", 0, 1)), 1, 0.1, 2)))))
                .isInstanceOf(SpaceInvalid.class);
    }

    @Test
    void twoPowdersThatMustNotBeThereTogetherMayEachBeAbsent() {
        var powders = Mixture.of("m", "mg", List.of("A", "B", "C"), 200);
        var space = new SearchSpace(
                List.of(powders),
                List.of(new Constraint.Exclude(
                        List.of(new Condition.Between("A", 1e-6, 1e9), new Condition.Between("B", 1e-6, 1e9)))));
        assertThat(suggested(space, 10, recipe -> recipe.value("A") * recipe.value("B")))
                .allMatch(recipe -> recipe.value("A") < 1e-6 || recipe.value("B") < 1e-6);
    }

    @Test
    void aFurnaceThatIsOnlyNeededWithAPowderIsNotAlwaysUsed() {
        var space = new SearchSpace(
                List.of(Mixture.of("m", "mg", List.of("A", "B"), 200), new Categorical("furnace", List.of("p", "q"))),
                List.of(new Constraint.Requires(
                        new Condition.Between("A", 1e-6, Double.POSITIVE_INFINITY),
                        new Condition.Is("furnace", Set.of("q")))));
        assertThat(suggested(space, 12, recipe -> recipe.label("furnace").equals("p") ? 1 : 0))
                .anyMatch(recipe -> recipe.label("furnace").equals("p"));
    }

    @Test
    void theOnlySixOfTwentyFiveComponentsThatWorkAreFound() {
        var parts = IntStream.range(0, 25)
                .mapToObj(i -> new Component("x" + i, 0, 1))
                .toList();
        var constraints = IntStream.range(7, 13)
                .mapToObj(i -> (Constraint) new Linear(Map.of("x" + i, 1.0), Relation.AT_LEAST, 0.1))
                .toList();
        var space = new SearchSpace(List.of(new Mixture("m", "1", parts, 1, 0, 6)), constraints);
        var domain = new Domain(space);
        assertThat(domain.allows(optimizer(space, 2).ask(Experiments.none()).recipe()))
                .isTrue();
    }

    @Test
    void boundsOnTheGridAreReachedWhateverTheirLastDigits() {
        var space = new SearchSpace(List.of(new Mixture(
                "m", "g", List.of(new Component("A", 2.97, 3), new Component("B", 0.03, 0.03)), 3, 0.01, 2)));
        assertThat(optimizer(space, 2).ask(Experiments.none()).recipe().value("A"))
                .isEqualTo(2.97);
    }

    @Test
    void theBestOnTheBorderOfAConditionIsSuggested() {
        var space = new SearchSpace(
                List.of(new Continuous("T", "Cel", 25.3, 1200), new Categorical("c", List.of("p", "q"))),
                List.of(new Constraint.Requires(
                        new Condition.Is("c", Set.of("p", "q")), new Condition.Between("T", 25.3, 415.3))));
        assertThat(suggested(space, 9, recipe -> recipe.value("T")))
                .filteredOn(recipe -> recipe.value("T") > 415.2999)
                .hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void aZeroCornerOfASumIsExact() {
        var space = new SearchSpace(
                List.of(new Continuous("a", "1", 0, 1), new Continuous("b", "1", 0, 1)),
                List.of(new Linear(Map.of("a", 1.0, "b", -0.3), Relation.AT_MOST, 0)));
        var domain = new Domain(space);
        var random = new java.util.SplittableRandom(5);
        for (int i = 0; i < 500; i++) {
            double[] far = {random.nextDouble(), -random.nextDouble()};
            assertThat(domain.exact(far, domain.region(far))).isPresent();
        }
    }

    @Test
    void aCountableDesignTriesEachRecipeOnceBeforeItRepeatsOne() {
        var space = new SearchSpace(List.of(new Categorical("c", List.of("p", "q")), new Whole("n", "1", 0, 2)));
        var optimizer = optimizer(space, 6);
        var experiments = Experiments.none();
        var seen = new HashSet<Recipe>();
        for (int i = 0; i < 6; i++) {
            var recipe = optimizer.ask(experiments).recipe();
            assertThat(seen.add(recipe)).isTrue();
            experiments = experiments.await(recipe);
        }
        assertThat(optimizer.ask(experiments).recipe()).isIn(seen);
    }

    @Test
    void theOrderInWhichAMapWasFilledChangesNothing() {
        var forth = new java.util.LinkedHashMap<String, Double>();
        var back = new java.util.LinkedHashMap<String, Double>();
        for (int i = 0; i < 4; i++) {
            forth.put("x" + i, 0.1 + i * 0.7);
            back.put("x" + (3 - i), 0.1 + (3 - i) * 0.7);
        }
        var parameters = IntStream.range(0, 4)
                .mapToObj(i -> (Parameter) new Continuous("x" + i, "1", -3.3, 7.7))
                .toList();
        var one = optimizer(new SearchSpace(parameters, List.of(new Linear(forth, Relation.EQUAL, 1.234))), 2);
        var other = optimizer(new SearchSpace(parameters, List.of(new Linear(back, Relation.EQUAL, 1.234))), 2);
        assertThat(one.ask(Experiments.none())).isEqualTo(other.ask(Experiments.none()));
    }

    @Test
    void nothingHereTakesLong() {
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60), this::sixCategoriesWithDifferentLabelsOfEightAreFoundAtOnce);
    }
}
