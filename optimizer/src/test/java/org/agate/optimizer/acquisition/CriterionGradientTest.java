package org.agate.optimizer.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.agate.optimizer.space.Domain;
import org.agate.optimizer.surrogate.GaussianProcess;
import org.agate.optimizer.surrogate.Kernel;
import org.agate.optimizer.surrogate.Scenarios;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CriterionGradientTest {

    private static GaussianProcess model(Kernel kernel, double noise) {
        var random = new SplittableRandom(8);
        double[][] inputs = new double[18][];
        double[] outputs = new double[18];
        double[] deviations = new double[18];
        for (int i = 0; i < 18; i++) {
            inputs[i] = new double[] {random.nextDouble(), random.nextDouble(), random.nextInt(3)};
            outputs[i] = Math.sin(5 * inputs[i][0]) + inputs[i][1] * inputs[i][2] + noise * random.nextGaussian();
            deviations[i] = noise;
        }
        return GaussianProcess.fit(inputs, new boolean[] {false, false, true}, outputs, deviations, List.of(kernel), 1);
    }

    static Stream<Criterion> criteria() {
        var criteria = new ArrayList<Criterion>();
        for (var kernel : Kernel.values()) {
            var model = model(kernel, 0.3);
            var random = new SplittableRandom(3);
            var points = List.of(new double[] {0.2, 0.9, 2}, new double[] {0.4, 0.5, 2}, new double[] {0.3, 0.2, 0});
            double[][] uniform = new double[32][3];
            for (double[] row : uniform) {
                for (int j = 0; j < 3; j++) {
                    row[j] = random.nextDouble();
                }
            }
            criteria.add(new LogExpectedImprovement(model, 1.5));
            criteria.add(new LogExpectedImprovement(model, 40));
            criteria.add(new UpperConfidenceBound(model, 2));
            criteria.add(new RangeImprovement(model, 0.4, 0.4, 0.3));
            criteria.add(new RangeImprovement(model, 5, 5, 0.1));
            criteria.add(new RangeImprovement(model, 0.2, 0.7, 0.3));
            criteria.add(new RangeImprovement(model, -9, -8, 0.3));
            criteria.add(new Ignorance(model));
            criteria.add(new BorderImprovement(model, 0.7));
            criteria.add(new BorderImprovement(model, 5));
            criteria.add(new Thompson(Scenarios.of(model, points, new double[][] {{0.3, 0.8, 0.6}}), 1.7));
            criteria.add(
                    new PerCost(new LogExpectedImprovement(model, 1.5), new Domain.Sum(3, new double[] {2, 5, 0})));
            criteria.add(new NoisyExpectedImprovement(Scenarios.of(model, points, uniform)));
            criteria.add(new Feasible(new LogExpectedImprovement(model, 1.5), model(kernel, 0)));
        }
        return criteria.stream();
    }

    @ParameterizedTest
    @MethodSource("criteria")
    void gradientsMatchDifferences(Criterion criterion) {
        for (double[] point : new double[][] {{0.31, 0.62, 1}, {0.83, 0.11, 2}, {0.05, 0.97, 0}}) {
            double[] gradient = new double[3];
            double value = criterion.value(point, gradient);
            assertThat(value).isCloseTo(criterion.value(point), within(1e-10 * Math.max(1, Math.abs(value))));
            assertThat(gradient[2]).isZero();
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
}
