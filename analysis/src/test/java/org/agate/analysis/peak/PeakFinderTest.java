package org.agate.analysis.peak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PeakFinderTest {

    private static final double[] CENTRES = {12.31, 21.77, 22.9, 40.02};
    private final PeakFinder finder = new PeakFinder(4, 5);

    private static double[] axis() {
        double[] axis = new double[3000];
        for (int i = 0; i < axis.length; i++) {
            axis[i] = 10 + 0.02 * i;
        }
        return axis;
    }

    private static double[] pattern(double peakCounts, long seed) {
        var random = new Random(seed);
        double[] axis = axis();
        double[] counts = new double[axis.length];
        for (int i = 0; i < counts.length; i++) {
            double mean = 100 + 60 * Math.exp(-(axis[i] - 10) / 20);
            for (double centre : CENTRES) {
                mean += peakCounts * Math.exp(-Math.pow((axis[i] - centre) / 0.08, 2) / 2);
            }
            counts[i] = Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        return counts;
    }

    @Test
    void findsEveryPeakAndNothingElse() {
        var peaks = finder.find(axis(), pattern(400, 1));
        assertThat(peaks).hasSize(CENTRES.length);
        for (int i = 0; i < CENTRES.length; i++) {
            assertThat(peaks.get(i).position()).isCloseTo(CENTRES[i], within(0.02));
        }
    }

    @Test
    void pureNoiseHasHardlyAnyPeak() {
        int found = 0;
        for (long seed = 0; seed < 20; seed++) {
            found += finder.find(axis(), pattern(0, seed)).size();
        }
        assertThat(found).isLessThan(20);
    }

    @Test
    void theStatedDeviationCoversTheError() {
        int within = 0;
        int all = 0;
        for (long seed = 0; seed < 30; seed++) {
            for (var peak : finder.find(axis(), pattern(600, seed))) {
                double error = 1;
                for (double centre : CENTRES) {
                    error = Math.min(error, Math.abs(peak.position() - centre));
                }
                within += error < 2 * peak.positionDeviation() ? 1 : 0;
                all++;
            }
        }
        assertThat(within / (double) all).isGreaterThan(0.9);
    }

    @Test
    void refusesColumnsOfDifferentLength() {
        assertThatThrownBy(() -> finder.find(new double[3], new double[4])).hasMessageContaining("(3)");
    }
}
