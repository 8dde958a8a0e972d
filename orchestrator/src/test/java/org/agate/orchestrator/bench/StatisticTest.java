package org.agate.orchestrator.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StatisticTest {

    private static double[] rising(int n, double step) {
        double[] values = new double[n];
        Arrays.setAll(values, i -> step * (i + 1));
        return values;
    }

    @Test
    void tenDifferencesOfOneSignHaveTwoInOneThousandAndTwentyFourChances() {
        assertThat(Statistic.wilcoxon(rising(10, 2), rising(10, 1))).isCloseTo(2 / 1024.0, within(1e-12));
        assertThat(Statistic.wilcoxon(rising(10, 1), rising(10, 2))).isCloseTo(2 / 1024.0, within(1e-12));
    }

    @Test
    void whatIsEqualSaysNothing() {
        assertThat(Statistic.wilcoxon(rising(8, 1), rising(8, 1))).isEqualTo(1);
        assertThat(Statistic.wilcoxon(new double[] {1, 2, Double.NaN}, new double[] {2, 1, 3}))
                .isEqualTo(1);
    }

    /// Worked out by hand: ranks 1 to 3, the sum of the negative ones is 1, and 2 of 8 sign patterns give no more.
    @Test
    void threeDifferencesOfWhichTheSmallestIsNegative() {
        assertThat(Statistic.wilcoxon(new double[] {0, 2, 3}, new double[] {1, 0, 0}))
                .isCloseTo(0.5, within(1e-12));
    }

    @Test
    void manyPairsAreCloseToTheExactOnes() {
        double[] one = rising(25, 1);
        double[] other = new double[25];
        Arrays.setAll(other, i -> one[i] + (i % 3 == 0 ? 1 : -1) * (0.1 + 0.01 * i));
        double exact = Statistic.wilcoxon(one, other);
        double[] more = Arrays.copyOf(one, 26);
        double[] others = Arrays.copyOf(other, 26);
        more[25] = others[25] + 1e-6;
        assertThat(Statistic.wilcoxon(more, others)).isCloseTo(exact, within(0.05));
    }

    @Test
    void quantilesLieBetweenNeighbours() {
        assertThat(Statistic.median(new double[] {4, 1, 3, 2})).isEqualTo(2.5);
        assertThat(Statistic.quantile(new double[] {1, 2, 3, 4, 5}, 0.25)).isEqualTo(2);
    }
}
