package org.agate.optimizer.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.agate.optimizer.space.Parameter.Continuous;
import org.agate.optimizer.space.Parameter.Mixture;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {

    private final SearchSpace space = new SearchSpace(
            List.of(new Continuous("T", "Cel", 25, 450), Mixture.of("blend", "mg", List.of("a", "b"), 300)));
    private final Domain domain = new Domain(space);

    @Test
    void aRecipeAndItsPointAreTheSameThing() {
        var recipe = domain.recipe(new double[] {0.5, 0.25, 0.75});
        assertThat(recipe.value("T")).isCloseTo(237.5, within(1e-9));
        assertThat(recipe.value("b")).isCloseTo(225, within(1e-9));
        assertThat(domain.point(recipe)).containsExactly(new double[] {0.5, 0.25, 0.75}, within(1e-12));
    }

    @Test
    void projectionIsTheNearestAllowedPoint() {
        var random = new SplittableRandom(3);
        for (int i = 0; i < 200; i++) {
            double[] wild = {random.nextDouble(-2, 3), random.nextDouble(-2, 3), random.nextDouble(-2, 3)};
            double[] nearest = domain.region(wild).project(wild);
            assertThat(nearest[1] + nearest[2]).isCloseTo(1, within(1e-12));
            for (double share = 0; share <= 1; share += 0.01) {
                assertThat(Math.hypot(wild[1] - nearest[1], wild[2] - nearest[2]))
                        .isLessThanOrEqualTo(Math.hypot(wild[1] - share, wild[2] - 1 + share) + 1e-12);
            }
        }
    }

    @Test
    void refusesNamesThatStandTwice() {
        assertThatThrownBy(
                        () -> new SearchSpace(List.of(new Continuous("a", "1", 0, 1), new Continuous("a", "1", 0, 2))))
                .isInstanceOf(SpaceInvalid.class)
                .hasMessageContaining("(a)");
    }

    @Test
    void refusesBoundsThatAreNoInterval() {
        assertThatThrownBy(() -> new Continuous("T", "Cel", 450, 25)).hasMessageContaining("[450.0, 25.0]");
    }
}
