package org.agate.optimizer.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarpTest {

    private static Warped learn(int n, java.util.function.DoubleUnaryOperator bend) {
        var random = new SplittableRandom(4);
        double[][] inputs = new double[n][];
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            inputs[i] = new double[] {random.nextDouble(), random.nextDouble()};
            values[i] = bend.applyAsDouble(Math.sin(6 * inputs[i][0]) + Math.cos(4 * inputs[i][1]));
        }
        return Warped.fit(inputs, new boolean[2], values, new double[n], List.of(Kernel.MATERN_5_2), 1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1, 1.5, 2})
    void whatIsBentComesBackAndItsSlopeIsThatOfTheBend(double lambda) {
        var warp = new Warp(lambda, 300, 20);
        for (double value : new double[] {-500, 120, 299.9, 300, 300.1, 340, 2_000}) {
            assertThat(warp.back(warp.of(value))).isCloseTo(value, within(1e-9 * Math.abs(value)));
            double step = 1e-3;
            double slope = (warp.of(value + step) - warp.of(value - step)) / (2 * step);
            assertThat(warp.slope(value)).isCloseTo(slope, within(1e-3 * slope));
        }
    }

    @Test
    void meanAndSpreadComeBackAsThoseOfManyDraws() {
        var warp = new Warp(0.5, 10, 4);
        var random = new SplittableRandom(3);
        double sum = 0;
        double squares = 0;
        int draws = 200_000;
        for (int i = 0; i < draws; i++) {
            double value = warp.back(0.8 + 0.7 * random.nextGaussian());
            sum += value;
            squares += value * value;
        }
        var back = warp.back(new Posterior(0.8, 0.7));
        double mean = sum / draws;
        assertThat(back.mean()).isCloseTo(mean, within(0.05));
        assertThat(back.standardDeviation()).isCloseTo(Math.sqrt(squares / draws - mean * mean), within(0.05));
    }

    @Test
    void aFewVeryHighValuesAreDrawnTogetherAndAFewVeryLowOnes() {
        assertThat(learn(30, y -> Math.exp(2 * y)).warp().lambda()).isLessThan(1);
        assertThat(learn(30, y -> -Math.exp(2 * y)).warp().lambda()).isGreaterThan(1);
    }

    @Test
    void valuesThatAGaussianProcessDescribesStayAsTheyAre() {
        assertThat(learn(30, y -> y).warp()).isEqualTo(Warp.none());
        assertThat(learn(5, y -> Math.exp(2 * y)).warp()).isEqualTo(Warp.none());
        assertThat(learn(30, y -> 7).warp()).isEqualTo(Warp.none());
    }

    @Test
    void aBentModelPredictsBetterThanAStraightOneWhereValuesSpanDecades() {
        var random = new SplittableRandom(9);
        double[][] inputs = new double[40][];
        double[] values = new double[40];
        for (int i = 0; i < 40; i++) {
            inputs[i] = new double[] {random.nextDouble(), random.nextDouble()};
            values[i] = Math.exp(3 * Math.sin(5 * inputs[i][0]) + 2 * inputs[i][1]);
        }
        var kernels = List.of(Kernel.MATERN_5_2);
        var bent = Warped.fit(inputs, new boolean[2], values, new double[40], kernels, 1);
        var straight = Warped.straight(inputs, new boolean[2], values, new double[40], kernels, 1);
        double off = 0;
        double offStraight = 0;
        for (int i = 0; i < 200; i++) {
            double[] point = {random.nextDouble(), random.nextDouble()};
            double truth = 3 * Math.sin(5 * point[0]) + 2 * point[1];
            off += Math.abs(Math.exp(truth)
                    - bent.warp().back(bent.model().predict(point)).mean());
            offStraight += Math.abs(Math.exp(truth) - straight.model().mean(point));
        }
        assertThat(off).isLessThan(0.8 * offStraight);
    }
}
