package org.agate.vision.feature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agate.vision.image.NativeLibrary;
import org.agate.vision.image.NativeMemory;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/// What a tile of powder looks like, as numbers in groups; always the same ones in the same order.
///
/// All but handedness are the same in a mirror and, but for the grid of pixels, when the picture is turned.
public final class Texture {

    /// Groups that change their sign in a mirror begin so; they are the last.
    static final String HANDED = "handed-";

    private static final List<String> GROUPS = describe();

    private Texture() {}

    /// The features of a tile of at least 32 pixels.
    ///
    /// @param handed whether what changes in a mirror is wanted; it costs as much as all else
    public static double[] of(Mat tile, boolean handed) {
        return tally(tile, handed).values();
    }

    /// The indices of the features by group.
    ///
    /// @param handed whether what changes in a mirror is wanted
    public static Map<String, List<Integer>> groups(boolean handed) {
        var groups = new LinkedHashMap<String, List<Integer>>();
        for (int i = 0; i < GROUPS.size(); i++) {
            if (handed || !GROUPS.get(i).startsWith(HANDED)) {
                groups.computeIfAbsent(GROUPS.get(i), group -> new java.util.ArrayList<>())
                        .add(i);
            }
        }
        return groups;
    }

    private static Tally tally(Mat tile, boolean handed) {
        var tally = new Tally();
        try (var tones = Tones.of(tile)) {
            tones.into(tally);
            Bands.into(tally, tones);
            Grains.into(tally, tones);
            Edges.into(tally, tones);
            Patterns.into(tally, tones);
            Lines.into(tally, tones);
            Strokes.into(tally, tones);
            Facets.into(tally, tones);
            Chroma.into(tally, tones);
            if (handed) {
                Handedness.into(tally, tones);
            }
        }
        return tally;
    }

    private static List<String> describe() {
        NativeLibrary.load();
        var blank = new Mat(64, 64, CvType.CV_8UC3, new Scalar(90, 100, 110));
        var groups = tally(blank, true).groups();
        NativeMemory.free(blank);
        return groups;
    }
}
