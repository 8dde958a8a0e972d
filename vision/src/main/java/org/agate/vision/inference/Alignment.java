package org.agate.vision.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agate.vision.feature.FeatureSet;

/// Makes standards of one camera look like those of another: every feature is moved by how far the few photographs of
/// the new camera lie from what the old one would have shown of the same share.
///
/// Most features are logarithms or ratios, so that gain, cast, focus and scale move them; how they follow the share
/// stays.
final class Alignment {

    private static final double SHRINKAGE = 2;

    private final FeatureSet set;
    private final double[] moves;

    private Alignment(FeatureSet set, double[] moves) {
        this.set = set;
        this.moves = moves;
    }

    static Alignment of(List<Standard> old, List<Standard> fresh, FeatureSet set) {
        var expected = Expectation.of(old, set);
        double[] moves = new double[expected.coefficients().length];
        for (var standard : fresh) {
            double[] seen = standard.sight().mean(set);
            double[] row = expected.row(standard.shares());
            for (int j = 0; j < moves.length; j++) {
                moves[j] += (seen[j] - row[j]) / (fresh.size() + SHRINKAGE);
            }
        }
        return new Alignment(set, moves);
    }

    /// A standard of the old camera as the new one would have seen it.
    Standard moved(Standard standard) {
        var tiles = new ArrayList<double[]>();
        for (double[] tile : standard.sight().tiles(set)) {
            double[] moved = tile.clone();
            for (int j = 0; j < moved.length; j++) {
                moved[j] = Sight.rounded(moved[j] + moves[j]);
            }
            tiles.add(moved);
        }
        var sight = new Sight(standard.sight().quality(), standard.sight().light(), Map.of(set, tiles));
        return new Standard(standard.sha256(), standard.heap(), standard.shares(), sight, null, standard.note());
    }
}
