package org.agate.optimizer.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SobolTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 7, 99})
    void everyDimensionPutsOnePointInEachOf256Cells(long seed) {
        var sobol = new Sobol(Sobol.MAX_DIMENSION, seed);
        for (int j = 0; j < Sobol.MAX_DIMENSION; j++) {
            var cells = new HashSet<Integer>();
            for (int i = 0; i < 256; i++) {
                cells.add((int) (sobol.point(i)[j] * 256));
            }
            assertThat(cells).as("dimension %d", j).hasSize(256);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6, 12, 20})
    void integratesAProductFarBetterThanChance(int dimension) {
        var sobol = new Sobol(dimension, 5);
        double mean = IntStream.range(0, 4096)
                .mapToDouble(i -> {
                    double product = 1;
                    for (double u : sobol.point(i)) {
                        product *= 1 + (u - 0.5) / 2;
                    }
                    return product;
                })
                .average()
                .orElseThrow();
        // Plain random points would be off by 0.15 sqrt(dimension / 4096) or so.
        assertThat(Math.abs(mean - 1)).isLessThan(0.15 * Math.sqrt(dimension / 4096.0) / 3);
    }
}
