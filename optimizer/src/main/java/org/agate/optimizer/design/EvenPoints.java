package org.agate.optimizer.design;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Points of the unit cube that cover it evenly: Sobol's as far as they go, points of chance in more dimensions.
public final class EvenPoints {

    private final int dimension;
    private final long seed;
    private final @Nullable Sobol sobol;

    public EvenPoints(int dimension, long seed) {
        this.dimension = dimension;
        this.seed = seed;
        this.sobol = dimension <= Sobol.MAX_DIMENSION ? new Sobol(dimension, seed) : null;
    }

    /// The point with the given index, each coordinate in [0, 1).
    public double[] point(int index) {
        return sobol != null
                ? sobol.point(index)
                : new SplittableRandom(seed * 1_000_003 + index)
                        .doubles(dimension)
                        .toArray();
    }
}
