package org.agate.optimizer.pareto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agate.optimizer.Goal;
import org.agate.optimizer.acquisition.LogVolumeImprovement;
import org.agate.optimizer.pareto.ParetoOptimizer.Outcome;
import org.agate.optimizer.space.Parameter.Continuous;
import org.agate.optimizer.space.Parameter.Mixture;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.space.SearchSpace;
import org.agate.optimizer.surrogate.GaussianProcess;
import org.agate.optimizer.surrogate.Kernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParetoTest {

    private static List<double[]> chance(int objectives, int count, long seed) {
        var random = new SplittableRandom(seed);
        var points = new ArrayList<double[]>();
        for (int i = 0; i < count; i++) {
            points.add(random.doubles(objectives).toArray());
        }
        return points;
    }

    @Test
    void theVolumeOfAStairIsCountedByHand() {
        var front = Front.of(
                new double[2],
                List.of(new double[] {1, 3}, new double[] {2, 2}, new double[] {3, 1}, new double[] {1, 1}));
        assertThat(front.points()).hasSize(3);
        assertThat(front.volume()).isCloseTo(6, within(1e-12));
        var cubes = Front.of(
                new double[3], List.of(new double[] {1, 2, 1}, new double[] {2, 1, 1}, new double[] {1, 1, 2}));
        assertThat(cubes.volume()).isCloseTo(4, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void boxesHoldExactlyWhatNothingDominates(int objectives) {
        var front = Front.of(new double[objectives], chance(objectives, 12, 3));
        var boxes = front.undominated();
        for (var point : chance(objectives, 2_000, 4)) {
            boolean dominated = front.points().stream().anyMatch(each -> Front.dominates(each, point));
            long inside = boxes.stream()
                    .filter(box -> {
                        boolean within = true;
                        for (int k = 0; k < objectives; k++) {
                            within &= point[k] > box.lower()[k] && point[k] <= box.upper()[k];
                        }
                        return within;
                    })
                    .count();
            assertThat(inside).isEqualTo(dominated ? 0 : 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void expectedGrowthIsTheMeanOfWhatDrawnValuesAdd(int objectives) {
        double[] worst = new double[objectives];
        var values = chance(objectives, 8, 5);
        var boxes = Front.of(worst, values).undominated();
        var criterion = new LogVolumeImprovement(
                List.of(),
                boxes.stream().map(Front.Box::lower).toArray(double[][]::new),
                boxes.stream().map(Front.Box::upper).toArray(double[][]::new));
        double[] means = new double[objectives];
        double[] sds = new double[objectives];
        java.util.Arrays.fill(means, 0.6);
        java.util.Arrays.fill(sds, 0.3);
        double exact = Math.exp(criterion.ofValues(means, sds));
        var random = new SplittableRandom(6);
        double before = Front.of(worst, values).volume();
        double drawn = 0;
        int draws = 20_000;
        for (int i = 0; i < draws; i++) {
            double[] value = new double[objectives];
            for (int k = 0; k < objectives; k++) {
                value[k] = means[k] + sds[k] * random.nextGaussian();
            }
            var more = new ArrayList<>(values);
            more.add(value);
            drawn += (Front.of(worst, more).volume() - before) / draws;
        }
        assertThat(exact).isCloseTo(drawn, within(0.04 * exact));
    }

    @Test
    void gradientsMatchDifferences() {
        var random = new SplittableRandom(8);
        var models = new ArrayList<GaussianProcess>();
        for (int k = 0; k < 3; k++) {
            double[][] inputs = new double[14][];
            double[] outputs = new double[14];
            for (int i = 0; i < 14; i++) {
                inputs[i] = random.doubles(2).toArray();
                outputs[i] = Math.sin((3 + k) * inputs[i][0]) + inputs[i][1];
            }
            models.add(GaussianProcess.fit(
                    inputs, new boolean[2], outputs, new double[14], List.of(Kernel.MATERN_5_2), 1));
        }
        var boxes = Front.of(new double[] {-1, -1, -1}, chance(3, 6, 2)).undominated();
        var criterion = new LogVolumeImprovement(
                models,
                boxes.stream().map(Front.Box::lower).toArray(double[][]::new),
                boxes.stream().map(Front.Box::upper).toArray(double[][]::new));
        for (double[] point : new double[][] {{0.3, 0.6}, {0.9, 0.1}, {0.5, 0.95}}) {
            double[] gradient = new double[2];
            criterion.value(point, gradient);
            for (int j = 0; j < 2; j++) {
                double[] up = point.clone();
                double[] down = point.clone();
                up[j] += 1e-5;
                down[j] -= 1e-5;
                double slope = (criterion.value(up) - criterion.value(down)) / 2e-5;
                assertThat(gradient[j]).isCloseTo(slope, within(1e-6 * Math.max(1, Math.abs(slope))));
            }
        }
    }

    private static Outcome made(Recipe recipe) {
        double x = recipe.value("x");
        double y = recipe.value("y");
        // Strong and cheap pull in different directions along x; y only costs both.
        return new Outcome(
                recipe, List.of(x - (y - 0.5) * (y - 0.5), x * x + (y - 0.5) * (y - 0.5)), List.of(0.0, 0.0));
    }

    @Test
    void tradeOffsAreFoundFasterThanByTheDesignAlone() {
        var space = new SearchSpace(List.of(new Continuous("x", "1", 0, 1), new Continuous("y", "1", 0, 1)));
        var settings = new ParetoOptimizer.Settings(List.of(Goal.MAXIMIZE, Goal.MINIMIZE), List.of(-0.5, 1.5), 5, 3);
        var optimizer = new ParetoOptimizer(space, settings);
        var designed =
                new ParetoOptimizer(space, new ParetoOptimizer.Settings(settings.goals(), settings.worst(), 100, 3));
        List<Outcome> told = new ArrayList<>();
        List<Outcome> plain = new ArrayList<>();
        for (int i = 0; i < 18; i++) {
            told.add(made(optimizer.ask(told, List.of()).recipe()));
            plain.add(made(designed.ask(plain, List.of()).recipe()));
        }
        assertThat(optimizer.volume(told)).isGreaterThan(designed.volume(plain) + 0.02);
        assertThat(optimizer.front(told)).hasSizeGreaterThan(6);
        assertThat(optimizer.ask(told, List.of())).isEqualTo(optimizer.ask(List.copyOf(told), List.of()));
    }

    @Test
    void mixturesInStepsStayExactAndPendingOnesAreNotRepeated() {
        var space = new SearchSpace(List.of(new Mixture(
                "m",
                "mg",
                List.of(
                        new org.agate.optimizer.space.Parameter.Component("x", 0, 1),
                        new org.agate.optimizer.space.Parameter.Component("y", 0, 1),
                        new org.agate.optimizer.space.Parameter.Component("z", 0, 1)),
                1,
                0.01,
                2)));
        var optimizer = new ParetoOptimizer(
                space, new ParetoOptimizer.Settings(List.of(Goal.MAXIMIZE, Goal.MINIMIZE), List.of(-0.5, 1.5), 4, 3));
        List<Outcome> told = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            told.add(made(optimizer.ask(told, List.of()).recipe()));
        }
        var first = optimizer.ask(told, List.of()).recipe();
        var second = optimizer.ask(told, List.of(first)).recipe();
        assertThat(second).isNotEqualTo(first);
        assertThat(new org.agate.optimizer.space.Domain(space).allows(second)).isTrue();
    }

    @Test
    void fourObjectivesAreRefused() {
        assertThatThrownBy(() -> Front.of(new double[4], List.of())).hasMessageContaining("(4)");
        assertThatThrownBy(() -> new ParetoOptimizer.Settings(List.of(Goal.MAXIMIZE), List.of(1.0), 3, 1))
                .hasMessageContaining("two or three");
    }
}
