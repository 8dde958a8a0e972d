package org.agate.optimizer.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
}
