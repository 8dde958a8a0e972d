package org.agate.vision.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.agate.vision.image.Photograph;
import org.opencv.core.Mat;

/// Which features a model looks at, and where.
public enum FeatureSet {
    /// Colour of the middle against the rim.
    COLOUR,
    /// Texture and colour of the middle: for powder in a dish.
    MIDDLE,
    /// Texture and colour of the whole picture: for powder that fills it.
    WHOLE;

    /// Tiles have about this edge, in pixels.
    private static final int TILE = 256;

    /// The features of each tile of a photograph; of colour alone there is one tile.
    ///
    /// @param handed whether what changes in a mirror is wanted
    public List<double[]> of(Photograph photograph, boolean handed) {
        if (this == COLOUR) {
            return List.of(DishColour.of(photograph));
        }
        var features = new ArrayList<double[]>();
        var region = region(photograph);
        for (var tile : tiles(region)) {
            features.add(Texture.of(tile, handed));
            tile.release();
        }
        region.release();
        return features;
    }

    /// What of a photograph is looked at: a view that the caller releases.
    public Mat region(Photograph photograph) {
        var pixels = photograph.pixels();
        return this == WHOLE ? pixels.submat(0, pixels.rows(), 0, pixels.cols()) : Photograph.middle(pixels);
    }

    /// The indices of the features by group; those of a group weigh together.
    public Map<String, List<Integer>> groups(boolean handed) {
        return this == COLOUR ? Map.of("colour", IntStream.range(0, 6).boxed().toList()) : Texture.groups(handed);
    }

    /// Views of equal tiles, row by row.
    private static List<Mat> tiles(Mat region) {
        int across = Math.max(1, Math.round((float) region.cols() / TILE));
        int down = Math.max(1, Math.round((float) region.rows() / TILE));
        var tiles = new ArrayList<Mat>();
        for (int row = 0; row < down; row++) {
            for (int col = 0; col < across; col++) {
                tiles.add(region.submat(
                        row * region.rows() / down,
                        (row + 1) * region.rows() / down,
                        col * region.cols() / across,
                        (col + 1) * region.cols() / across));
            }
        }
        return tiles;
    }
}
