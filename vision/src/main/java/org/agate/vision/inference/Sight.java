package org.agate.vision.inference;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.agate.vision.feature.FeatureSet;
import org.agate.vision.feature.Light;
import org.agate.vision.feature.Network;
import org.agate.vision.image.Photograph;
import org.agate.vision.quality.Quality;
import org.jspecify.annotations.Nullable;

/// All that is kept of a photograph's pixels.
///
/// @param light in which it was taken
/// @param features of each tile, by set; only some sets
public record Sight(Quality quality, double[] light, Map<FeatureSet, List<double[]>> features) {

    public Sight {
        features = Map.copyOf(features);
    }

    /// Looks at a photograph.
    static Sight of(Photograph photograph, boolean handed, @Nullable Network network, FeatureSet... sets) {
        var features = new EnumMap<FeatureSet, List<double[]>>(FeatureSet.class);
        for (var set : sets) {
            features.put(
                    set,
                    set.of(photograph, handed, network).stream()
                            .map(Sight::rounded)
                            .toList());
        }
        return new Sight(Quality.of(photograph), rounded(Light.of(photograph.pixels())), features);
    }

    /// Of one set alone.
    Sight only(FeatureSet set) {
        return new Sight(quality, light, Map.of(set, tiles(set)));
    }

    List<double[]> tiles(FeatureSet set) {
        return java.util.Objects.requireNonNull(features.get(set), "Features were not taken: " + set);
    }

    /// The mean over the tiles.
    double[] mean(FeatureSet set) {
        var tiles = tiles(set);
        double[] mean = new double[tiles.getFirst().length];
        for (double[] tile : tiles) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += tile[j] / tiles.size();
            }
        }
        return mean;
    }

    /// As precise as a float: what is written down is what was learnt from.
    private static double[] rounded(double[] values) {
        double[] rounded = new double[values.length];
        for (int j = 0; j < values.length; j++) {
            rounded[j] = rounded(values[j]);
        }
        return rounded;
    }

    static double rounded(double value) {
        return Double.parseDouble(Float.toString((float) value));
    }
}
