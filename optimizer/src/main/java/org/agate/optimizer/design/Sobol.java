package org.agate.optimizer.design;

import java.util.SplittableRandom;

/// Sobol points with a digital shift, so that every seed gives another design with the same even spread.
///
/// Direction numbers: Joe and Kuo 2008, 10.1137/070709359 (set new-joe-kuo-6), here up to 21 dimensions.
public final class Sobol {

    /// The largest number of dimensions.
    public static final int MAX_DIMENSION = 21;

    private static final int BITS = 31;

    // Per dimension from the second on: degree, coefficients, then the initial direction numbers.
    private static final int[][] JOE_KUO = {
        {1, 0, 1},
        {2, 1, 1, 3},
        {3, 1, 1, 3, 1},
        {3, 2, 1, 1, 1},
        {4, 1, 1, 1, 3, 3},
        {4, 4, 1, 3, 5, 13},
        {5, 2, 1, 1, 5, 5, 17},
        {5, 4, 1, 1, 5, 5, 5},
        {5, 7, 1, 1, 7, 11, 19},
        {5, 11, 1, 1, 5, 1, 1},
        {5, 13, 1, 1, 1, 3, 11},
        {5, 14, 1, 3, 5, 5, 31},
        {6, 1, 1, 3, 3, 9, 7, 49},
        {6, 13, 1, 1, 1, 15, 21, 21},
        {6, 16, 1, 3, 1, 13, 27, 49},
        {6, 19, 1, 1, 1, 15, 7, 5},
        {6, 22, 1, 3, 1, 15, 13, 25},
        {6, 25, 1, 1, 5, 5, 19, 61},
        {7, 1, 1, 3, 7, 11, 23, 15, 103},
        {7, 4, 1, 3, 7, 13, 13, 15, 69},
    };

    private final long[][] directions;
    private final long[] shift;

    /// @throws IllegalArgumentException beyond [#MAX_DIMENSION] dimensions
    public Sobol(int dimension, long seed) {
        if (dimension < 1 || dimension > MAX_DIMENSION) {
            throw new IllegalArgumentException(
                    "Sobol points have 1 to %d dimensions, not (%d).\nMaybe split the search space."
                            .formatted(MAX_DIMENSION, dimension));
        }
        directions = new long[dimension][];
        shift = new long[dimension];
        var random = new SplittableRandom(seed);
        for (int j = 0; j < dimension; j++) {
            directions[j] = j == 0 ? first() : directions(JOE_KUO[j - 1]);
            shift[j] = random.nextLong(1L << BITS);
        }
    }

    /// The point with the given index, each coordinate in [0, 1).
    public double[] point(int index) {
        long gray = index ^ (index >>> 1);
        double[] point = new double[directions.length];
        for (int j = 0; j < point.length; j++) {
            long digits = shift[j];
            for (int bit = 0; gray >>> bit != 0; bit++) {
                if ((gray >>> bit & 1) == 1) {
                    digits ^= directions[j][bit];
                }
            }
            point[j] = (digits + 0.5) / (1L << BITS);
        }
        return point;
    }

    private static long[] first() {
        long[] v = new long[BITS];
        for (int i = 0; i < BITS; i++) {
            v[i] = 1L << (BITS - 1 - i);
        }
        return v;
    }

    private static long[] directions(int[] row) {
        int degree = row[0];
        int coefficients = row[1];
        long[] v = new long[BITS];
        for (int i = 0; i < BITS; i++) {
            if (i < degree) {
                v[i] = (long) row[2 + i] << (BITS - 1 - i);
            } else {
                v[i] = v[i - degree] ^ (v[i - degree] >> degree);
                for (int k = 1; k < degree; k++) {
                    v[i] ^= (coefficients >> (degree - 1 - k) & 1) * v[i - k];
                }
            }
        }
        return v;
    }
}
