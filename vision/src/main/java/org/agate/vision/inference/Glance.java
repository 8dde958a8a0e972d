package org.agate.vision.inference;

import java.util.List;
import org.agate.vision.grain.GrainSizes;
import org.agate.vision.inference.Inference.Look;
import org.jspecify.annotations.Nullable;

/// One photograph, looked at.
///
/// @param sight and what follows of a photograph without defect alone; null for one with a defect
/// @param tiles share of the first component in each tile
record Glance(Look look, @Nullable Sight sight, List<Double> tiles, GrainSizes grains) {

    private static final GrainSizes NONE = new GrainSizes(0, 0, 0);

    Glance {
        tiles = List.copyOf(tiles);
    }

    /// One that shows nothing that may be measured, or of which nothing more is asked.
    Glance(Look look) {
        this(look, null, List.of(), NONE);
    }

    boolean isFit() {
        return look.defects().isEmpty();
    }

    /// Variance of the share between the tiles.
    static double variance(List<Double> tiles) {
        double mean = tiles.stream().mapToDouble(share -> share).average().orElse(0);
        double squares = tiles.stream()
                .mapToDouble(share -> (share - mean) * (share - mean))
                .sum();
        return squares / Math.max(1, tiles.size() - 1);
    }
}
