package org.agate.optimizer.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {

    private static double[][] matrix(int n) {
        var random = new SplittableRandom(n);
        double[][] root = new double[n][n];
        for (double[] row : root) {
            Arrays.setAll(row, j -> random.nextGaussian());
        }
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                for (int j = 0; j < n; j++) {
                    matrix[i][k] += root[i][j] * root[k][j];
                }
            }
            matrix[i][i] += n;
        }
        return matrix;
    }

    private static double[] times(double[][] matrix, double[] x) {
        return Arrays.stream(matrix)
                .mapToDouble(row -> {
                    double sum = 0;
                    for (int j = 0; j < x.length; j++) {
                        sum += row[j] * x[j];
                    }
                    return sum;
                })
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 13, 40})
    void solvesAndInvertsMatricesOfAnySize(int n) {
        double[][] matrix = matrix(n);
        var factor = Cholesky.of(matrix).orElseThrow();
        double[] x = new double[n];
        Arrays.setAll(x, j -> Math.cos(j));
        assertThat(factor.solve(times(matrix, x))).containsExactly(x, within(1e-9));
        double[][] inverse = factor.inverse();
        for (int i = 0; i < n; i++) {
            double[] unit = new double[n];
            unit[i] = 1;
            double[] column = factor.solve(unit);
            for (int k = i; k < n; k++) {
                assertThat(inverse[k][i]).isCloseTo(column[k], within(1e-11));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 12})
    void growsByARowAsIfFactoredAnew(int n) {
        double[][] matrix = matrix(n);
        double[][] smaller = new double[n - 1][];
        for (int i = 0; i < n - 1; i++) {
            smaller[i] = Arrays.copyOf(matrix[i], n - 1);
        }
        var grown = Cholesky.of(smaller).orElseThrow().grown(matrix[n - 1]).orElseThrow();
        assertThat(grown.halfLogDeterminant())
                .isCloseTo(Cholesky.of(matrix).orElseThrow().halfLogDeterminant(), within(1e-10));
        assertThat(grown.size()).isEqualTo(n);
    }

    @Test
    void aMatrixThatIsNotPositiveDefiniteHasNoFactor() {
        assertThat(Cholesky.of(new double[][] {{1, 2}, {2, 1}})).isEmpty();
        assertThat(Cholesky.of(new double[][] {{Double.NaN}})).isEmpty();
    }
}
