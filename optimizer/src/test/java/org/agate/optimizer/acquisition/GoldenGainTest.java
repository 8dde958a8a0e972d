package org.agate.optimizer.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.agate.optimizer.numeric.Normal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// Against values of fifty digits, made by src/test/golden/make.py.
class GoldenGainTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/golden.csv", numLinesToSkip = 1)
    void theGainIsExactFromFarBelowTheBestToFarAbove(String what, String first, String second, double expected) {
        switch (what) {
            case "LOG_GAIN" ->
                assertThat(LogGain.of(Double.parseDouble(first)))
                        .isCloseTo(expected, within(1e-9 * Math.max(1e-3, Math.abs(expected))));
            case "CUMULATIVE" ->
                assertThat(Normal.cumulative(Double.parseDouble(first))).isCloseTo(expected, within(1e-13 * expected));
            case "VOLUME" -> {
                double[] one = normal(first);
                double[] other = normal(second);
                // Over the front (1, 3), (2, 2), (3, 1) above (0, 0).
                var criterion = new LogVolumeImprovement(
                        List.of(),
                        new double[][] {{0, 3}, {1, 2}, {2, 1}, {3, 0}},
                        new double[][] {{1, INFINITY}, {2, INFINITY}, {3, INFINITY}, {INFINITY, INFINITY}});
                double log = criterion.ofValues(new double[] {one[0], other[0]}, new double[] {one[1], other[1]});
                assertThat(Math.exp(log)).isCloseTo(expected, within(1e-7 * expected));
            }
            default -> assertThat(what).isIn("MATERN_5_2", "RADIAL_BASIS");
        }
    }

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /// Mean and standard deviation.
    private static double[] normal(String text) {
        return java.util.Arrays.stream(text.split("/"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
