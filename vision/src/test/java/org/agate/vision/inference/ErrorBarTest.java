package org.agate.vision.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Intervals from errors that are known to be larger in the middle of the range, and alike within a heap.
class ErrorBarTest {

    private static final double COMMON = 0.03;
    private static final double OWN = 0.04;

    private record Photographs(double[] predicted, double[] residuals, List<String> heaps) {}

    private static Photographs photographs(int heaps, int shots, long seed) {
        var random = new SplittableRandom(seed);
        double[] predicted = new double[heaps * shots];
        double[] residuals = new double[heaps * shots];
        var names = new ArrayList<String>();
        for (int heap = 0; heap < heaps; heap++) {
            double share = random.nextDouble();
            double size = 0.3 + 0.7 * 4 * share * (1 - share);
            double common = COMMON * size * random.nextGaussian();
            for (int shot = 0; shot < shots; shot++) {
                int i = heap * shots + shot;
                residuals[i] = common + OWN * size * random.nextGaussian();
                predicted[i] = share + residuals[i];
                names.add("heap-" + heap);
            }
        }
        return new Photographs(predicted, residuals, names);
    }

    private static ErrorBar bar(Photographs photographs) {
        return ErrorBar.of(photographs.predicted(), photographs.residuals(), photographs.heaps());
    }

    @Test
    void aValueThatNoPowderCanHaveIsAsUncertainAsItLiesOutside() {
        var bar = bar(photographs(60, 1, 3));
        assertThat(bar.standardDeviation(0, 1)).isLessThan(0.1);
        assertThat(bar.standardDeviation(-0.2, 1)).isBetween(0.2, 0.3);
        assertThat(bar.standardDeviation(1.2, 9)).isBetween(0.2, 0.3);
        assertThat(bar.standardDeviation(0.999, 1)).isLessThan(0.1);
    }

    @Test
    void nineOfTenHeapsToComeLieWithinTheInterval() {
        double covered = 0;
        double ends = 0;
        double atEnds = 0;
        int all = 0;
        for (int seed = 0; seed < 200; seed++) {
            var bar = bar(photographs(60, 1, seed));
            var fresh = photographs(40, 1, 10_000 + seed);
            for (int i = 0; i < 40; i++) {
                boolean inside = Math.abs(fresh.residuals()[i]) <= bar.halfWidth(fresh.predicted()[i], 1);
                covered += inside ? 1 : 0;
                all++;
                if (Math.abs(fresh.predicted()[i] - 0.5) > 0.35) {
                    ends += inside ? 1 : 0;
                    atEnds++;
                }
            }
        }
        assertThat(covered / all).isBetween(0.885, 0.925);
        assertThat(ends / atEnds).isBetween(0.85, 0.97);
    }

    @Test
    void theIntervalIsWiderInTheMiddleAndNarrowerAtTheEnds() {
        var bar = bar(photographs(200, 1, 1));
        assertThat(bar.halfWidth(0.5, 1)).isGreaterThan(1.6 * bar.halfWidth(0.02, 1));
        assertThat(bar.constant()).isBetween(bar.halfWidth(0.02, 1), bar.halfWidth(0.5, 1));
    }

    @Test
    void moreShotsHelpAsFarAsTheyAreTheirOwn() {
        var bar = bar(photographs(200, 4, 2));
        assertThat(bar.common()).isCloseTo(COMMON * COMMON / (COMMON * COMMON + OWN * OWN), within(0.12));
        assertThat(bar.standardDeviation(0.5, 100))
                .isGreaterThan(Math.sqrt(bar.common()) * bar.standardDeviation(0.5, 1));
        int shots = bar.shotsFor(0.5, 0.8 * bar.standardDeviation(0.5, 1)).orElseThrow();
        assertThat(bar.standardDeviation(0.5, shots)).isLessThanOrEqualTo(0.8 * bar.standardDeviation(0.5, 1) + 1e-12);
        assertThat(bar.shotsFor(0.5, 0.2 * bar.standardDeviation(0.5, 1))).isEmpty();
    }

    @Test
    void eightHeapsPromiseNothing() {
        var bar = bar(photographs(8, 5, 3));
        assertThat(bar.isSure()).isFalse();
        assertThat(bar.standardDeviation(0.5, 1)).isPositive();
        assertThatThrownBy(() -> bar.halfWidth(0.5, 1)).hasMessageContaining("(9) heaps");
    }

    @Test
    void sharesOfManyAreMovedToTheNearestThatAddUp() {
        assertThat(Simplex.nearest(new double[] {0.5, 0.4, 0.3}))
                .containsExactly(new double[] {0.5 - 0.2 / 3, 0.4 - 0.2 / 3, 0.3 - 0.2 / 3}, within(1e-12));
        assertThat(Simplex.nearest(new double[] {1.4, -0.2, 0.1})).containsExactly(1, 0, 0);
        assertThat(Simplex.shares(new double[] {-0.02})).containsExactly(-0.02, 1.02);
    }
}
