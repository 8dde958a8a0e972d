package org.agate.vision.inference;

import java.util.ArrayList;
import java.util.Arrays;
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
    private static final double PENALTY = 1e-6;

    private final FeatureSet set;
    private final double[] moves;

    private Alignment(FeatureSet set, double[] moves) {
        this.set = set;
        this.moves = moves;
    }

    static Alignment of(List<Standard> old, List<Standard> fresh, FeatureSet set) {
        double[][] features = old.stream().map(each -> each.sight().mean(set)).toArray(double[][]::new);
        double[][] inputs = old.stream().map(Alignment::inputs).toArray(double[][]::new);
        double[][] seen = fresh.stream().map(each -> each.sight().mean(set)).toArray(double[][]::new);
        double[][] asked = fresh.stream().map(Alignment::inputs).toArray(double[][]::new);
        double[] penalties = new double[inputs[0].length];
        Arrays.fill(penalties, PENALTY * old.size());
        var squares = LeastSquares.of(inputs, penalties);
        double[] moves = new double[features[0].length];
        for (int j = 0; j < moves.length; j++) {
            int feature = j;
            double[] expected = squares.coefficients(
                    Arrays.stream(features).mapToDouble(each -> each[feature]).toArray());
            double off = 0;
            for (int i = 0; i < seen.length; i++) {
                double value = seen[i][j];
                for (int a = 0; a < expected.length; a++) {
                    value -= expected[a] * asked[i][a];
                }
                off += value;
            }
            moves[j] = off / (fresh.size() + SHRINKAGE);
        }
        return new Alignment(set, moves);
    }

    /// One, the shares but the last, and the square of the first.
    private static double[] inputs(Standard standard) {
        int count = standard.shares().size();
        double[] inputs = new double[count + 1];
        inputs[0] = 1;
        for (int c = 0; c < count - 1; c++) {
            inputs[c + 1] = standard.shares().get(c);
        }
        inputs[count] = standard.share() * standard.share();
        return inputs;
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
