package org.agate.vision.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GroupProcessTest {

    private static final int[][] GROUPS = {{0, 1}, {2, 3, 4}, {5}, {6, 7}};

    private static double[][] rows(int n, long seed) {
        var random = new SplittableRandom(seed);
        double[][] rows = new double[n][8];
        for (double[] row : rows) {
            Arrays.setAll(row, j -> random.nextGaussian());
        }
        return rows;
    }

    private static double truth(double[] row) {
        return Math.sin(row[0]) + 0.5 * row[1];
    }

    private static double[][] targets(double[][] rows) {
        return Arrays.stream(rows).map(row -> new double[] {truth(row)}).toArray(double[][]::new);
    }

    @Test
    void theGradientIsThatOfTheLikelihood() {
        double[][] rows = rows(25, 3);
        double[] target =
                Arrays.stream(rows).mapToDouble(GroupProcessTest::truth).toArray();
        double[] other = Arrays.stream(rows).mapToDouble(row -> row[5] * row[6]).toArray();
        var likelihood = new GroupLikelihood(rows, new double[][] {target, other}, GROUPS);
        double[] at = likelihood.expected();
        for (int j = 0; j < at.length; j++) {
            at[j] += 0.3 * Math.sin(j);
        }
        double[] gradient = new double[at.length];
        likelihood.value(at, gradient);
        for (int j = 0; j < at.length; j++) {
            double[] up = at.clone();
            double[] down = at.clone();
            up[j] += 1e-5;
            down[j] -= 1e-5;
            double[] ignored = new double[at.length];
            double slope = (likelihood.value(up, ignored) - likelihood.value(down, ignored)) / 2e-5;
            assertThat(gradient[j]).isCloseTo(slope, within(1e-4 * Math.max(1, Math.abs(slope))));
        }
    }

    @Test
    void theGroupThatTellsGetsTheWeight() {
        double[][] rows = rows(120, 5);
        var process = GroupProcess.fit(rows, targets(rows), GROUPS);
        var kernel = process.kernel();
        for (int g = 1; g < GROUPS.length; g++) {
            assertThat(kernel.weight(0)).isGreaterThan(5 * kernel.weight(g));
        }
        double off = 0;
        for (double[] row : rows(200, 6)) {
            off += Math.abs(process.predict(row)[0] - truth(row)) / 200;
        }
        assertThat(off).isLessThan(0.12);
    }

    @Test
    void withWeightsLearntBeforeItPredictsTheSame() {
        double[][] rows = rows(60, 7);
        var process = GroupProcess.fit(rows, targets(rows), GROUPS);
        var again = GroupProcess.fit(
                rows, targets(rows), new GroupKernel(GROUPS, process.kernel().unknowns()));
        assertThat(again.predict(rows[3])).isEqualTo(process.predict(rows[3]));
    }

    @Test
    void theInverseOfAFactorIsThatOfItsMatrix() {
        double[][] rows = rows(12, 9);
        double[][] matrix = new double[12][12];
        for (int i = 0; i < 12; i++) {
            for (int k = 0; k < 12; k++) {
                for (int j = 0; j < 8; j++) {
                    matrix[i][k] += rows[i][j] * rows[k][j];
                }
            }
            matrix[i][i] += 1;
        }
        double[][] inverse = Factor.of(matrix).orElseThrow().inverse();
        for (int i = 0; i < 12; i++) {
            for (int k = 0; k < 12; k++) {
                double sum = 0;
                for (int j = 0; j < 12; j++) {
                    sum += matrix[i][j] * inverse[j][k];
                }
                assertThat(sum).isCloseTo(i == k ? 1 : 0, within(1e-9));
            }
        }
    }
}
