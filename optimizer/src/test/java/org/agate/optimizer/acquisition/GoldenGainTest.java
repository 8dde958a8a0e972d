package org.agate.optimizer.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.agate.optimizer.numeric.Normal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// Against values of fifty digits, made by src/test/golden/make.py.
class GoldenGainTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/golden.csv", numLinesToSkip = 1)
    void theGainIsExactFromFarBelowTheBestToFarAbove(String what, double z, double ignored, double expected) {
        switch (what) {
            case "LOG_GAIN" ->
                assertThat(LogGain.of(z)).isCloseTo(expected, within(1e-9 * Math.max(1e-3, Math.abs(expected))));
            case "CUMULATIVE" -> assertThat(Normal.cumulative(z)).isCloseTo(expected, within(1e-13 * expected));
            default -> assertThat(what).isIn("MATERN_5_2", "RADIAL_BASIS");
        }
    }
}
