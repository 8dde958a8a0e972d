package org.agate.orchestrator.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.agate.optimizer.Experiments;
import org.agate.optimizer.Goal;
import org.agate.optimizer.Observation;
import org.agate.optimizer.Optimizer;
import org.agate.optimizer.space.Parameter.Continuous;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.space.SearchSpace;
import org.junit.jupiter.api.Test;

class FeasibleSuggestionTest {

    private static final SearchSpace SPACE =
            new SearchSpace(List.of(new Continuous("x", "1", 0, 1), new Continuous("y", "1", 0, 1)));
    private static final Optimizer OPTIMIZER = new Optimizer(SPACE, new Optimizer.Settings(Goal.MAXIMIZE, 2, 5));

    private final List<CampaignFact> log = new ArrayList<>();

    private FeasibleSuggestion asking(Function<Recipe, Optional<String>> objecting) {
        return new FeasibleSuggestion(OPTIMIZER, OPTIMIZER::ask, objecting, log::add, 1);
    }

    private static Experiments told() {
        var random = new SplittableRandom(4);
        var experiments = Experiments.none();
        for (int i = 0; i < 10; i++) {
            var recipe = OPTIMIZER.design(experiments, random.nextInt(1_000)).recipe();
            experiments = experiments.tell(new Observation(recipe, recipe.value("x"), 0.01));
        }
        return experiments;
    }

    @Test
    void whatTheLaboratoryCanMakeIsTakenAtOnce() {
        var suggestion = asking(recipe -> Optional.empty()).next(told()).orElseThrow();
        assertThat(suggestion).isEqualTo(OPTIMIZER.ask(told()));
        assertThat(log).isEmpty();
    }

    @Test
    void whatItCannotMakeGoesBackAndTheReasonIsLogged() {
        var refused = OPTIMIZER.ask(told()).recipe();
        var suggestion = asking(recipe -> recipe.equals(refused) ? Optional.of("too hot") : Optional.empty())
                .next(told())
                .orElseThrow();
        assertThat(suggestion.recipe()).isNotEqualTo(refused);
        assertThat(suggestion.index()).isEqualTo(10);
        assertThat(log)
                .singleElement()
                .satisfies(fact -> assertThat(fact.text()).contains("too hot"));
    }

    @Test
    void afterThreeReturnsTheDesignDecidesAndSaysSo() {
        // The best lies where nothing can be made.
        var suggestion = asking(recipe -> recipe.value("x") > 0.4 ? Optional.of("too hot") : Optional.empty())
                .next(told())
                .orElseThrow();
        assertThat(log).hasSize(4);
        assertThat(suggestion.recipe().value("x")).isLessThanOrEqualTo(0.4);
        assertThat(suggestion.reason()).contains("could not be made");
    }

    @Test
    void whereNothingCanBeMadeThereIsNoSuggestion() {
        assertThat(asking(recipe -> Optional.of("no powder")).next(told())).isEmpty();
    }
}
