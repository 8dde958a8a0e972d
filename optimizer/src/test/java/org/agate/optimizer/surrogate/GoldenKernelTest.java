package org.agate.optimizer.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// Against values of fifty digits, made by src/test/golden/make.py.
class GoldenKernelTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/golden.csv", numLinesToSkip = 1)
    void kernelsAreExactToRounding(String what, String squared, String unlike, double expected) {
        if (java.util.Arrays.stream(Kernel.values())
                .noneMatch(kernel -> kernel.name().equals(what))) {
            return;
        }
        assertThat(Kernel.valueOf(what).covariance(Double.parseDouble(squared), Double.parseDouble(unlike)))
                .isCloseTo(expected, within(1e-13 * expected));
    }
}
