package org.agate.optimizer.surrogate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.agate.optimizer.numeric.Cholesky;
import org.junit.jupiter.api.Test;

/// Functions drawn from the prior, with the model left to find out everything but the claimed noise.
class CalibrationTest {

    private static final int FUNCTIONS = 400;
    private static final int MEASURED = 25;

    /// A function at some points, the first of which is kept from the model.
    private record Draw(double[][] inputs, double[] values) {}

    private static Draw draw(SplittableRandom random, int points) {
        double[] lengths = {0.3 + 0.7 * random.nextDouble(), 0.3 + 0.7 * random.nextDouble()};
        double[][] inputs = new double[points][2];
        double[][] covariance = new double[points][points];
        for (int i = 0; i < points; i++) {
            inputs[i] = new double[] {random.nextDouble(), random.nextDouble()};
            for (int k = 0; k <= i; k++) {
                double squared = 0;
                for (int j = 0; j < 2; j++) {
                    double step = (inputs[i][j] - inputs[k][j]) / lengths[j];
                    squared += step * step;
                }
                covariance[k][i] = Kernel.MATERN_5_2.covariance(squared, 0) + (i == k ? 1e-9 : 0);
            }
        }
        double[][] root = Cholesky.of(covariance).orElseThrow().rows();
        double[] values = new double[points];
        for (int b = 0; b < points; b++) {
            double normal = random.nextGaussian();
            for (int a = b; a < points; a++) {
                values[a] += root[b][a] * normal;
            }
        }
        return new Draw(inputs, values);
    }

    private static GaussianProcess fit(Draw draw, double noise, double claimed, SplittableRandom random) {
        int n = draw.values().length - 1;
        double[][] inputs = new double[n][];
        double[] outputs = new double[n];
        double[] deviations = new double[n];
        for (int i = 0; i < n; i++) {
            inputs[i] = draw.inputs()[i + 1];
            outputs[i] = draw.values()[i + 1] + noise * random.nextGaussian();
            deviations[i] = claimed;
        }
        return GaussianProcess.fit(inputs, new boolean[2], outputs, deviations, List.of(Kernel.MATERN_5_2), 1);
    }

    @Test
    void statedIntervalsHoldAsOftenAsTheySay() {
        var random = new SplittableRandom(21);
        int within68 = 0;
        int within95 = 0;
        for (int f = 0; f < FUNCTIONS; f++) {
            var draw = draw(random, MEASURED + 1);
            var posterior = fit(draw, 0.1, 0.1, random).predict(draw.inputs()[0]);
            double off = Math.abs(draw.values()[0] - posterior.mean()) / posterior.standardDeviation();
            within68 += off <= 1 ? 1 : 0;
            within95 += off <= 1.96 ? 1 : 0;
        }
        // Three binomial standard deviations of 400 draws.
        assertThat(within68 / (double) FUNCTIONS).isBetween(0.61, 0.75);
        assertThat(within95 / (double) FUNCTIONS).isBetween(0.917, 0.983);
    }

    @Test
    void theInferredNoiseIsRightOnTheWhole() {
        var random = new SplittableRandom(22);
        double logs = 0;
        int close = 0;
        int functions = 100;
        for (int f = 0; f < functions; f++) {
            double truth = Math.exp((-4 + random.nextGaussian()) / 2);
            double found = fit(draw(random, 61), truth, 0, random).noise();
            double log = Math.log(found / truth);
            logs += log / functions;
            close += Math.abs(log) < Math.log(2) ? 1 : 0;
        }
        assertThat(logs).isBetween(-0.25, 0.25);
        assertThat(close).isGreaterThan(80);
    }
}
