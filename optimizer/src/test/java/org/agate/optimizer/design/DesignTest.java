package org.agate.optimizer.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.agate.optimizer.space.Constraint.Linear;
import org.agate.optimizer.space.Constraint.Relation;
import org.agate.optimizer.space.Domain;
import org.agate.optimizer.space.Parameter.Categorical;
import org.agate.optimizer.space.Parameter.Component;
import org.agate.optimizer.space.Parameter.Continuous;
import org.agate.optimizer.space.Parameter.Mixture;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.space.SearchSpace;
import org.junit.jupiter.api.Test;

class DesignTest {

    private static final Domain BOX = new Domain(new SearchSpace(
            List.of(new Continuous("x", "1", 0, 1), new Continuous("y", "1", 0, 1)),
            List.of(new Linear(Map.of("x", 1.0, "y", 1.0), Relation.AT_MOST, 1.4))));
    private static final Domain BLEND =
            new Domain(new SearchSpace(List.of(Mixture.of("m", "mg", List.of("a", "b", "c"), 300))));

    @Test
    void aMaximinDesignKeepsFartherApartThanTheSobolDesignAndObeysAllConstraints() {
        var design = Maximin.of(BOX, 9, 4);
        assertThat(design).hasSize(9).allMatch(BOX::allows);
        var sobol = new Sobol(2, 4);
        var random = new java.util.SplittableRandom(4);
        var plain = java.util.stream.IntStream.range(0, 9)
                .mapToObj(i -> BOX.recipe(BOX.draw(sobol.point(i), random, point -> true)))
                .toList();
        assertThat(Maximin.distance(BOX, design)).isGreaterThan(1.5 * Maximin.distance(BOX, plain));
    }

    @Test
    void aLatticeOfThreeComponentsAndThreeLevelsHasTenPoints() {
        var lattice = MixtureDesign.lattice(BLEND, 3);
        assertThat(lattice).hasSize(10).allMatch(BLEND::allows);
        assertThat(lattice.getFirst().values()).isEqualTo(Map.of("a", 300.0, "b", 0.0, "c", 0.0));
    }

    @Test
    void theCentroidDesignHasEverySubsetInEqualShares() {
        assertThat(MixtureDesign.centroid(BLEND))
                .hasSize(7)
                .contains(new Recipe(Map.of("a", 100.0, "b", 100.0, "c", 100.0)));
    }

    @Test
    void whatTheMixtureDoesNotAllowIsLeftOut() {
        var narrow = new Domain(new SearchSpace(List.of(new Mixture(
                "m",
                "mg",
                List.of(new Component("a", 0, 150), new Component("b", 0, 300), new Component("c", 0, 300)),
                300,
                1,
                2))));
        assertThat(MixtureDesign.centroid(narrow)).hasSize(5).allMatch(narrow::allows);
        assertThatThrownBy(() -> MixtureDesign.lattice(BOX, 2)).hasMessageContaining("one mixture");
    }

    @Test
    void aDOptimalDesignForALineHasItsPointsAtTheEnds() {
        var line = new Domain(new SearchSpace(List.of(new Continuous("x", "1", 0, 10))));
        assertThat(DOptimal.of(line, 6, DOptimal.Model.LINEAR, 3))
                .allMatch(recipe -> recipe.value("x") < 0.2 || recipe.value("x") > 9.8);
    }

    @Test
    void aDOptimalDesignTellsMoreAboutAQuadraticModelThanAMaximinOne() {
        var space = new Domain(new SearchSpace(List.of(
                Mixture.of("m", "mg", List.of("a", "b", "c"), 300), new Categorical("binder", List.of("no", "yes")))));
        var design = DOptimal.of(space, 14, DOptimal.Model.QUADRATIC, 3);
        assertThat(design).hasSize(14).allMatch(space::allows);
        assertThat(DOptimal.information(space, design, DOptimal.Model.QUADRATIC))
                .isGreaterThan(DOptimal.information(space, Maximin.of(space, 14, 3), DOptimal.Model.QUADRATIC) + 1);
    }
}
