package org.agate.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.agate.optimizer.space.Parameter.Component;
import org.agate.optimizer.space.Parameter.Mixture;
import org.agate.optimizer.space.SearchSpace;
import org.junit.jupiter.api.Test;

/// The lines of docs/tutorials/five-powders.md.
class FivePowdersTest {

    private static double measure(Map<String, Double> recipe) {
        double a = recipe.getOrDefault("A", 0.0) / 200 - 0.2;
        double c = recipe.getOrDefault("C", 0.0) / 200 - 0.5;
        return 10 - 30 * (a * a + c * c);
    }

    @Test
    void theTutorialFindsAGoodMixture() {
        var space = new SearchSpace(List.of(new Mixture(
                "powders",
                "mg",
                Stream.of("A", "B", "C", "D", "E")
                        .map(name -> new Component(name, 0, 200))
                        .toList(),
                200,
                1,
                3)));
        var optimizer = new Optimizer(space, new Optimizer.Settings(Goal.MAXIMIZE, 6, 7));
        var experiments = Experiments.none();
        for (int i = 0; i < 25; i++) {
            var suggestion = optimizer.ask(experiments);
            double value = measure(suggestion.recipe().values());
            experiments = experiments.tell(new Observation(suggestion.recipe(), value, 0.2));
        }
        assertThat(measure(optimizer
                        .best(experiments)
                        .orElseThrow()
                        .observation()
                        .recipe()
                        .values()))
                .isGreaterThan(9.7);
        assertThat(optimizer.stopping(experiments, 0.1)).hasSize(4);
        assertThat(optimizer.insight(experiments).orElseThrow().relevance()).hasSize(5);
    }
}
