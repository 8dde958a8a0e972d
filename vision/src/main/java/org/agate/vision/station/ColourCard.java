package org.agate.vision.station;

import java.util.List;
import org.agate.vision.colour.ColourCorrection;
import org.agate.vision.colour.Linear;
import org.agate.vision.geometry.Sheet;
import org.agate.vision.image.Photograph;

/// A card with patches of known colours that lies in a field.
///
/// @param patches six at least
/// @param patchMillimetres edge of a patch
public record ColourCard(List<Patch> patches, double patchMillimetres) {

    /// Of a patch, the middle is looked at: the edges may be off by the pose.
    private static final double LOOKED_AT = 0.5;

    private static final double WHITE = 255;

    /// A patch.
    ///
    /// @param x and y of its upper left corner in the field, millimetres
    /// @param red and green and blue as sRGB, 0 to 255
    public record Patch(double x, double y, double red, double green, double blue) {
        public Patch {
            if (!(Math.min(red, Math.min(green, blue)) >= 0) || !(Math.max(red, Math.max(green, blue)) <= WHITE)) {
                throw new IllegalArgumentException(
                        "Patch (%s, %s, %s) has no colour of 0 to 255.".formatted(red, green, blue));
            }
        }
    }

    public ColourCard {
        patches = List.copyOf(patches);
        if (patches.size() < ColourCorrection.FEWEST || !(patchMillimetres > 0)) {
            throw new IllegalArgumentException(
                    "A card of (%d) patches of (%s) mm cannot correct colours.\nMaybe give six patches at least."
                            .formatted(patches.size(), patchMillimetres));
        }
    }

    /// Whether all of it lies in a field of that size.
    boolean isWithin(double widthMillimetres, double heightMillimetres) {
        return patches.stream()
                .allMatch(patch -> patch.x() >= 0
                        && patch.y() >= 0
                        && patch.x() + patchMillimetres <= widthMillimetres
                        && patch.y() + patchMillimetres <= heightMillimetres);
    }

    /// Where the patches lie, in the field.
    List<Sheet.Box> places() {
        return patches.stream()
                .map(patch -> new Sheet.Box(patch.x(), patch.y(), patchMillimetres, patchMillimetres))
                .toList();
    }

    /// What turns the colours of a rectified picture into those that the card is known to have.
    ///
    /// @throws org.agate.vision.VisionFault `vision.card.not-met`
    ColourCorrection correction(Photograph field, double pixelsPerMillimetre) {
        double[][] seen = new double[patches.size()][];
        double[][] known = new double[patches.size()][];
        for (int i = 0; i < seen.length; i++) {
            var patch = patches.get(i);
            double inset = (1 - LOOKED_AT) / 2 * patchMillimetres;
            seen[i] = Linear.mean(
                    field.pixels(),
                    (patch.x() + inset) * pixelsPerMillimetre,
                    (patch.y() + inset) * pixelsPerMillimetre,
                    LOOKED_AT * patchMillimetres * pixelsPerMillimetre);
            known[i] = new double[] {
                Linear.of(patch.red() / WHITE), Linear.of(patch.green() / WHITE), Linear.of(patch.blue() / WHITE)
            };
        }
        return ColourCorrection.of(seen, known);
    }
}
