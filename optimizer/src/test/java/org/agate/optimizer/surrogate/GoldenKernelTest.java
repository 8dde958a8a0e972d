package org.agate.optimizer.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// Against values of fifty digits, made by src/test/golden/make.py.
class GoldenKernelTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/golden.csv", numLinesToSkip = 1)
    void kernelsAreExactToRounding(String what, double squared, double unlike, double expected) {
        if (what.equals("LOG_GAIN") || what.equals("CUMULATIVE")) {
            return;
        }
        assertThat(Kernel.valueOf(what).covariance(squared, unlike)).isCloseTo(expected, within(1e-13 * expected));
    }
}
