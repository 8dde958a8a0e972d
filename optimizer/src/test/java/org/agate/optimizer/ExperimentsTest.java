package org.agate.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.agate.optimizer.space.Parameter.Continuous;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.space.SearchSpace;
import org.junit.jupiter.api.Test;

class ExperimentsTest {

    private static final SearchSpace SPACE = new SearchSpace(List.of(new Continuous("x", "1", 0, 1)));
    private static final Optimizer OPTIMIZER = new Optimizer(SPACE, new Optimizer.Settings(Goal.MAXIMIZE, 6, 5));

    @Test
    void noIndexIsGivenTwiceWhateverBecomesOfASuggestion() {
        var experiments = Experiments.none();
        var indices = new ArrayList<Integer>();
        for (int round = 0; round < 10; round++) {
            var suggestion = OPTIMIZER.ask(experiments);
            indices.add(suggestion.index());
            var recipe = suggestion.recipe();
            var awaited = experiments.await(recipe);
            experiments = switch (round % 5) {
                case 0 -> awaited.lose(recipe);
                case 1 -> awaited.tell(new Observation(recipe, recipe.value("x"), 0.1));
                case 2 -> awaited.fail(recipe);
                case 3 -> awaited.veto(recipe);
                default -> awaited;
            };
        }
        assertThat(indices).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void aLostExperimentTeachesNothingAndMayBeSuggestedAgain() {
        var recipe = OPTIMIZER.ask(Experiments.none()).recipe();
        var lost = Experiments.none().await(recipe).lose(recipe);
        assertThat(lost.lost()).containsExactly(recipe);
        assertThat(lost.pending()).isEmpty();
        assertThat(lost.failures()).isEmpty();
        assertThat(OPTIMIZER.predict(lost, recipe)).isEmpty();
    }

    @Test
    void whatWasLostIsNoPartOfTheDesign() {
        var experiments = Experiments.none();
        for (int i = 0; i < 6; i++) {
            var recipe = OPTIMIZER.ask(experiments).recipe();
            experiments = i < 4
                    ? experiments.await(recipe).lose(recipe)
                    : experiments.tell(new Observation(recipe, recipe.value("x"), 0.1));
        }
        assertThat(OPTIMIZER.ask(experiments).reason()).contains("design");
    }

    @Test
    void theDesignGoesOnAfterALossAndDoesNotRepeatWhatIsUnderWay() {
        var experiments = Experiments.none();
        var first = OPTIMIZER.ask(experiments).recipe();
        experiments = experiments.await(first);
        var second = OPTIMIZER.ask(experiments).recipe();
        experiments = experiments.await(second).lose(first);
        Recipe third = OPTIMIZER.ask(experiments).recipe();
        assertThat(List.of(first, second)).doesNotContain(third);
    }
}
