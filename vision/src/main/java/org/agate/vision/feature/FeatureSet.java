package org.agate.vision.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.agate.vision.image.NativeMemory;
import org.agate.vision.image.Photograph;
import org.jspecify.annotations.Nullable;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Size;

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
    /// @param network that adds what it says; null for none
    public List<double[]> of(Photograph photograph, boolean handed, @Nullable Network network) {
        if (this == COLOUR) {
            return List.of(DishColour.of(photograph));
        }
        var features = new ArrayList<double[]>();
        for (var place : places(photograph)) {
            var tile = photograph.pixels().submat(place);
            double[] texture = Texture.of(tile, handed);
            features.add(network == null ? texture : joined(texture, network.of(tile)));
            NativeMemory.free(tile);
        }
        return features;
    }

    /// Where the tiles lie in the picture, row by row.
    public List<Rect> places(Photograph photograph) {
        var region = region(photograph);
        var corner = new Point();
        region.locateROI(new Size(), corner);
        int rows = region.rows();
        int cols = region.cols();
        NativeMemory.free(region);
        int across = this == COLOUR ? 1 : Math.max(1, Math.round((float) cols / TILE));
        int down = this == COLOUR ? 1 : Math.max(1, Math.round((float) rows / TILE));
        var places = new ArrayList<Rect>();
        for (int row = 0; row < down; row++) {
            for (int col = 0; col < across; col++) {
                int top = row * rows / down;
                int left = col * cols / across;
                places.add(new Rect(
                        (int) corner.x + left,
                        (int) corner.y + top,
                        (col + 1) * cols / across - left,
                        (row + 1) * rows / down - top));
            }
        }
        return places;
    }

    /// What of a photograph is looked at: a view that the caller releases.
    public Mat region(Photograph photograph) {
        var pixels = photograph.pixels();
        return this == WHOLE ? pixels.submat(0, pixels.rows(), 0, pixels.cols()) : Photograph.middle(pixels);
    }

    private static double[] joined(double[] first, double[] second) {
        double[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    /// The indices of the features by group; those of a group weigh together.
    public Map<String, List<Integer>> groups(Attention attention) {
        if (this == COLOUR) {
            return Map.of("colour", IntStream.range(0, 6).boxed().toList());
        }
        var groups = new LinkedHashMap<>(Texture.groups(attention.handed()));
        if (attention.outputs() > 0) {
            int first = groups.values().stream().mapToInt(List::size).sum();
            groups.put(
                    "network",
                    IntStream.range(first, first + attention.outputs()).boxed().toList());
        }
        return groups;
    }
}
