package org.agate.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.agate.optimizer.space.Constraint;
import org.agate.optimizer.space.Constraint.Relation;
import org.agate.optimizer.space.Parameter;
import org.agate.optimizer.space.Parameter.Continuous;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.space.SearchSpace;
import org.junit.jupiter.api.Test;

/// Two hundred and ten inputs that add up to one: a projection whose cost rises faster than their number squared would
/// take minutes.
class ManyComponentsTest {

    private static final int INPUTS = 210;

    @Test
    void twoHundredSharesThatAddUpAreSuggestedToTheLastOne() {
        var parameters = new ArrayList<Parameter>();
        Map<String, Double> weights = new LinkedHashMap<>();
        for (int i = 0; i < INPUTS; i++) {
            parameters.add(new Continuous("x" + i, "1", 0, 1));
            weights.put("x" + i, 1.0);
        }
        var space = new SearchSpace(parameters, List.of(new Constraint.Linear(weights, Relation.EQUAL, 1)));
        var optimizer = new Optimizer(space, new Optimizer.Settings(Goal.MINIMIZE, 3, 1));
        var random = new SplittableRandom(4);
        var experiments = Experiments.none();
        for (int n = 0; n < 10; n++) {
            double[] drawn = random.doubles(INPUTS).toArray();
            double sum = java.util.Arrays.stream(drawn).sum();
            Map<String, Double> values = new LinkedHashMap<>();
            for (int i = 0; i < INPUTS; i++) {
                values.put("x" + i, drawn[i] / sum);
            }
            experiments = experiments.tell(new Observation(new Recipe(values), drawn[0], 0));
        }
        var recipe = optimizer.ask(experiments).recipe();
        assertThat(recipe.values().values().stream().mapToDouble(share -> share).sum())
                .isCloseTo(1, within(1e-9));
        assertThat(recipe.values().values()).allMatch(share -> share >= 0 && share <= 1);
    }
}
