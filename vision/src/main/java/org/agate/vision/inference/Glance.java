package org.agate.vision.inference;

import java.util.List;
import org.agate.vision.grain.GrainSizes;
import org.agate.vision.inference.Inference.Look;

/// One photograph, looked at.
///
/// @param tiles share of the first component in each tile
/// @param grains those of a photograph with a defect are not measured
record Glance(Look look, List<Double> tiles, GrainSizes grains) {

    private static final GrainSizes NONE = new GrainSizes(0, 0, 0);

    Glance {
        tiles = List.copyOf(tiles);
    }

    /// One that shows nothing that may be measured.
    static Glance refused(Look look) {
        return new Glance(look, List.of(), NONE);
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
