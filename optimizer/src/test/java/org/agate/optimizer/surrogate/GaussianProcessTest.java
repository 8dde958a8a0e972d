package org.agate.optimizer.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GaussianProcessTest {

    private static double wave(double[] x) {
        return Math.sin(5 * x[0]) + 0.3 * x[1];
    }

    private static double[][] points(int n, long seed) {
        var random = new SplittableRandom(seed);
        double[][] points = new double[n][];
        for (int i = 0; i < n; i++) {
            points[i] = new double[] {random.nextDouble(), random.nextDouble(), random.nextDouble()};
        }
        return points;
    }

    private static GaussianProcess fit(int n, double noise) {
        var random = new SplittableRandom(17);
        double[][] inputs = points(n, 1);
        double[] outputs = new double[n];
        double[] deviations = new double[n];
        for (int i = 0; i < n; i++) {
            outputs[i] = wave(inputs[i]) + noise * random.nextGaussian();
            deviations[i] = noise;
        }
        return GaussianProcess.fit(inputs, new boolean[3], outputs, deviations, List.of(Kernel.MATERN_5_2), 0);
    }

    @Test
    void predictsUnseenPointsWithinItsOwnUncertainty() {
        var model = fit(40, 0.05);
        int within = 0;
        for (double[] point : points(200, 2)) {
            var posterior = model.predict(point);
            assertThat(posterior.mean()).isCloseTo(wave(point), within(0.35));
            if (Math.abs(posterior.mean() - wave(point)) < 2 * posterior.standardDeviation()) {
                within++;
            }
        }
        assertThat(within).isBetween(170, 200);
    }

    @Test
    void findsWhichInputMatters() {
        double[] lengths = fit(60, 0.02).hyperparameters().lengths();
        assertThat(lengths[0]).isLessThan(lengths[1]).isLessThan(lengths[2] / 4);
    }

    @Test
    void trustsAPreciseMeasurementMoreThanAVagueOne() {
        double[][] inputs = {{0.2, 0, 0}, {0.2, 0, 0}, {0.9, 0, 0}, {0.5, 0, 0}};
        var model = GaussianProcess.fit(
                inputs,
                new boolean[3],
                new double[] {1, 3, 0, 1},
                new double[] {0.01, 2, 0.01, 0.01},
                List.of(Kernel.MATERN_5_2),
                0);
        assertThat(model.predict(inputs[0]).mean()).isCloseTo(1, within(0.2));
    }

    @Test
    void gradientsOfMeanAndDeviationMatchDifferences() {
        var model = fit(20, 0.1);
        double[] point = {0.31, 0.62, 0.45};
        double[] mean = new double[3];
        double[] deviation = new double[3];
        model.predict(point, mean, deviation);
        for (int j = 0; j < 3; j++) {
            double h = 1e-5;
            double[] up = point.clone();
            double[] down = point.clone();
            up[j] += h;
            down[j] -= h;
            var above = model.predict(up);
            var below = model.predict(down);
            assertThat(mean[j]).isCloseTo((above.mean() - below.mean()) / (2 * h), within(1e-5));
            assertThat(deviation[j])
                    .isCloseTo((above.standardDeviation() - below.standardDeviation()) / (2 * h), within(1e-5));
        }
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void likelihoodGradientMatchesDifferencesForNumbersAndCategories(Kernel kernel) {
        var random = new SplittableRandom(4);
        double[][] inputs = points(14, 4);
        double[] outputs = new double[14];
        double[] variances = new double[14];
        for (int i = 0; i < 14; i++) {
            inputs[i][2] = random.nextInt(3);
            outputs[i] = wave(inputs[i]) + inputs[i][2];
            variances[i] = 0.01 * i;
        }
        var data = new TrainingData(inputs, outputs, variances, new boolean[] {false, false, true});
        var likelihood = new MarginalLikelihood(data, kernel);
        double[] unknowns = {-0.5, 0.2, 0.4, -3};
        double[] gradient = new double[4];
        likelihood.value(unknowns, gradient);
        for (int j = 0; j < 4; j++) {
            double[] up = unknowns.clone();
            double[] down = unknowns.clone();
            up[j] += 1e-5;
            down[j] -= 1e-5;
            double slope = (likelihood.value(up, new double[4]) - likelihood.value(down, new double[4])) / 2e-5;
            assertThat(gradient[j]).isCloseTo(slope, within(1e-6 * Math.max(1, Math.abs(slope))));
        }
    }

    @Test
    void believingAPendingPointKeepsTheMeanAndShrinksTheSpread() {
        var model = fit(10, 0.1);
        double[] point = {0.95, 0.95, 0.05};
        var believing = model.believe(point);
        assertThat(believing.predict(point).mean())
                .isCloseTo(model.predict(point).mean(), within(1e-6));
        assertThat(believing.predict(point).standardDeviation())
                .isLessThan(0.5 * model.predict(point).standardDeviation());
    }
}
