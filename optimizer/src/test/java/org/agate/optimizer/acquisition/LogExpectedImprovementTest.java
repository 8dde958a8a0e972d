package org.agate.optimizer.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.agate.optimizer.numeric.Normal;
import org.agate.optimizer.surrogate.GaussianProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogExpectedImprovementTest {

    private final GaussianProcess model = GaussianProcess.fit(
            new double[][] {{0.1}, {0.5}, {0.9}},
            new boolean[1],
            new double[] {0, 1, 0.2},
            new double[] {0.05, 0.05, 0.05},
            java.util.List.of(org.agate.optimizer.surrogate.Kernel.MATERN_5_2),
            0);

    @Test
    void isTheLogarithmOfTheTextbookFormula() {
        double[] point = {0.6};
        var posterior = model.predict(point);
        double z = (posterior.mean() - 1) / posterior.standardDeviation();
        double expected = posterior.standardDeviation() * (Normal.density(z) + z * Normal.cumulative(z));
        assertThat(new LogExpectedImprovement(model, 1).value(point)).isCloseTo(Math.log(expected), within(1e-10));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 3, 50, 1e4, 1e8})
    void valueAndGradientSurviveAHopelesslyHighBest(double best) {
        var criterion = new LogExpectedImprovement(model, best);
        double[] gradient = new double[1];
        double value = criterion.value(new double[] {0.33}, gradient);
        double slope =
                (criterion.value(new double[] {0.33 + 1e-6}) - criterion.value(new double[] {0.33 - 1e-6})) / 2e-6;
        assertThat(value).isFinite();
        assertThat(gradient[0]).isCloseTo(slope, within(1e-4 * Math.abs(slope) + 1e-6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {4.9, 5.1, 37, 40, 1e3, 1e9})
    void aSureGainIsTheGainItself(double z) {
        assertThat(LogGain.of(z)).isCloseTo(Math.log(z), within(1e-6));
        assertThat(LogGain.slope(z)).isCloseTo(1 / z, within(1e-6));
    }
}
