package org.agate.vision.colour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColourTest {

    /// Pairs of the data that Sharma, Wu and Dalal published with the formula's subtleties in mind.
    @ParameterizedTest
    @CsvSource({
        "50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425",
        "50, 3.1571, -77.2803, 50, 0, -82.7485, 2.8615",
        "50, -1.3802, -84.2814, 50, 0, -82.7485, 1.0000",
        "50, 0, 0, 50, -1, 2, 2.3669",
        "50, 2.49, -0.001, 50, -2.49, 0.0009, 7.1792",
        "50, -0.001, 2.49, 50, 0.0009, -2.49, 4.8045",
        "50, 2.5, 0, 50, 0, -2.5, 4.3065",
        "50, 2.5, 0, 73, 25, -18, 27.1492",
        "50, 2.5, 0, 61, -5, 29, 22.8977",
        "50, 2.5, 0, 56, -27, -3, 31.9030",
        "50, 2.5, 0, 58, 24, 15, 19.4535",
        "60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644",
        "6.7747, -0.2908, -2.4247, 5.8714, -0.0985, -2.2286, 0.6377",
        "2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082"
    })
    void differencesAreThePublishedOnes(
            double l1, double a1, double b1, double l2, double a2, double b2, double published) {
        assertThat(new Lab(l1, a1, b1).difference(new Lab(l2, a2, b2))).isCloseTo(published, within(5e-5));
        assertThat(new Lab(l2, a2, b2).difference(new Lab(l1, a1, b1))).isCloseTo(published, within(5e-5));
    }

    @Test
    void whiteIsWhiteAndGreyIsGrey() {
        var white = Lab.of(1, 1, 1);
        assertThat(white.lightness()).isCloseTo(100, within(1e-3));
        assertThat(Math.hypot(white.a(), white.b())).isLessThan(0.02);
        assertThat(Lab.of(0.18418, 0.18418, 0.18418).lightness()).isCloseTo(50, within(0.05));
    }

    private static double[][] card(int patches) {
        var random = new SplittableRandom(4);
        double[][] colours = new double[patches][3];
        for (double[] colour : colours) {
            for (int c = 0; c < 3; c++) {
                colour[c] = 0.05 + 0.85 * random.nextDouble();
            }
        }
        return colours;
    }

    private static double[][] throughALens(double[][] colours, double noise) {
        var random = new SplittableRandom(7);
        double[][] seen = new double[colours.length][3];
        for (int i = 0; i < colours.length; i++) {
            double[] k = colours[i];
            seen[i][0] = 0.7 * k[0] + 0.08 * k[1] + 0.02 + noise * random.nextGaussian();
            seen[i][1] = 0.05 * k[0] + 0.8 * k[1] + 0.05 * k[2] + 0.01 + noise * random.nextGaussian();
            seen[i][2] = 0.1 * k[1] + 0.65 * k[2] + noise * random.nextGaussian();
        }
        return seen;
    }

    @Test
    void aCardUndoesCastAndCrosstalk() {
        double[][] known = card(24);
        double[][] seen = throughALens(known, 0.002);
        var correction = ColourCorrection.of(seen, known);
        assertThat(correction.meanDifference()).isLessThan(1);
        double[] other = {0.4, 0.3, 0.2};
        double[] corrected = correction.of(throughALens(new double[][] {other}, 0)[0]);
        assertThat(Lab.of(corrected[0], corrected[1], corrected[2]).difference(Lab.of(0.4, 0.3, 0.2)))
                .isLessThan(1);
    }

    @Test
    void aCardThatIsAnotherOrCoveredIsRefused() {
        assertThatThrownBy(() -> ColourCorrection.of(card(24), new double[][] {{0, 0, 0}}))
                .hasMessageContaining("(24) patches of (1)");
        double[][] known = card(24);
        double[][] turned = known.clone();
        java.util.Collections.reverse(java.util.Arrays.asList(turned));
        assertThatThrownBy(() -> ColourCorrection.of(turned, known)).hasMessageContaining("still");
    }
}
