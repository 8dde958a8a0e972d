package org.agate.vision.inference;

import java.util.List;
import org.agate.vision.VisionFault;
import org.agate.vision.feature.FeatureSet;
import org.agate.vision.geometry.MarkerField;
import org.agate.vision.image.Photograph;
import org.jspecify.annotations.Nullable;

/// One photograph of known composition, measured and ready to teach.
///
/// @param sha256 of the photograph, so that a model can be traced to what taught it
/// @param heap photographs of one heap belong together
/// @param shares mass share of each component, 0 to 1, together 1
public record Standard(String sha256, String heap, List<Double> shares, Sight sight) {

    private static final double ROUNDING = 0.01;

    public Standard {
        shares = List.copyOf(shares);
        double sum = shares.stream().mapToDouble(share -> share).sum();
        if (shares.size() < 2
                || shares.stream().anyMatch(share -> !(share >= 0 && share <= 1))
                || Math.abs(sum - 1) > ROUNDING) {
            throw new VisionFault(
                    "vision.standard.invalid",
                    "Shares %s of heap (%s) are not between 0 and 1, or do not add up to 1.".formatted(shares, heap),
                    "Maybe they are percentages.");
        }
    }

    /// Measures a photograph of a mixture of two.
    ///
    /// @param share of the first
    public static Standard of(byte[] file, String heap, double share) {
        return of(file, heap, List.of(share, 1 - share), false);
    }

    /// Measures a photograph.
    ///
    /// @param handed whether left and right are to be told apart
    public static Standard of(byte[] file, String heap, List<Double> shares, boolean handed) {
        return of(file, heap, shares, handed, null);
    }

    /// Measures a photograph of a field with markers.
    ///
    /// @param field null for none
    /// @throws VisionFault when its markers are not seen
    public static Standard of(
            byte[] file, String heap, List<Double> shares, boolean handed, @Nullable MarkerField field) {
        try (var photograph = Photograph.decode(file);
                var upright =
                        field == null ? photograph : field.rectify(photograph).pixels()) {
            return new Standard(Fingerprint.of(file), heap, shares, Sight.of(upright, handed, FeatureSet.values()));
        }
    }

    double share() {
        return shares.getFirst();
    }
}
