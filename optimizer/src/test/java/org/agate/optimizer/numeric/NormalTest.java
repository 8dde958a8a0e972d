package org.agate.optimizer.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTest {

    /// Reference values: Abramowitz & Stegun, table 26.1 and 26.2.
    @ParameterizedTest
    @CsvSource({
        "0, 0.5",
        "1, 0.841344746068543",
        "2, 0.977249868051821",
        "-1.5, 0.0668072012688581",
        "-3.5, 2.326290790355e-4",
        "-5, 2.866515718792e-7",
        "-10, 7.61985302416e-24"
    })
    void cumulativeMatchesTheTables(double z, double expected) {
        assertThat(Normal.cumulative(z)).isCloseTo(expected, within(1e-11 * expected));
    }

    @Test
    void quantileIsTheInverseOfTheCumulativeProbabilityFarIntoTheTails() {
        for (double z = -37; z <= 7; z += 0.37) {
            assertThat(Normal.quantile(Normal.cumulative(z)))
                    .isCloseTo(z, within(1e-9 * Math.max(1, Math.exp(z * z / 2) * (z > 0 ? 1e-6 : 0))));
        }
    }

    /// Mills ratios: x R(x) → 1 - 1/x² + 3/x⁴ - 15/x⁶ far out (Abramowitz & Stegun 26.2.12).
    @Test
    void millsRatioIsFiniteHoweverFarOut() {
        for (double x : new double[] {50, 1e3, 1e6, 1e100}) {
            double series = (1 - 1 / (x * x) + 3 / (x * x * x * x)) / x;
            assertThat(Normal.lowerMills(-x)).isCloseTo(series, within(1e-9 * series));
        }
    }
}
