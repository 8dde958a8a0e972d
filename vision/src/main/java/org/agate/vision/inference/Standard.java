package org.agate.vision.inference;

import java.util.List;
import org.agate.vision.VisionFault;
import org.agate.vision.colour.Frames;
import org.agate.vision.feature.FeatureSet;
import org.agate.vision.feature.Network;
import org.agate.vision.image.CameraNote;
import org.agate.vision.image.Fingerprint;
import org.agate.vision.image.Photograph;
import org.agate.vision.station.Station;
import org.jspecify.annotations.Nullable;

/// One photograph of known composition, measured and ready to teach.
///
/// @param sha256 of the photograph, so that a model can be traced to what taught it
/// @param heap photographs of one heap belong together
/// @param shares mass share of each component, 0 to 1, together 1
/// @param scale pixels of the photograph per millimetre; null where nothing says it
/// @param note what the camera noted
public record Standard(
        String sha256,
        String heap,
        List<Double> shares,
        Sight sight,
        @Nullable Double scale,
        CameraNote note) {

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
        return of(file, heap, shares, handed, Station.BARE, null, null);
    }

    /// Measures a photograph of a station.
    ///
    /// @param frames of a station that needs them
    /// @param network that looks at it too; null for none
    /// @throws VisionFault when its field or card is not seen
    public static Standard of(
            byte[] file,
            String heap,
            List<Double> shares,
            boolean handed,
            Station station,
            @Nullable Frames frames,
            @Nullable Network network) {
        try (var photograph = Photograph.decode(file);
                var view = station.view(photograph, frames)) {
            var scale = view.scale();
            return new Standard(
                    Fingerprint.of(file),
                    heap,
                    shares,
                    Sight.of(view.pixels(), handed, network, FeatureSet.values()),
                    scale.isPresent() ? scale.getAsDouble() : null,
                    CameraNote.of(file));
        }
    }

    /// The same, of one set of features alone.
    Standard only(FeatureSet set) {
        return new Standard(sha256, heap, shares, sight.only(set), scale, note);
    }

    double share() {
        return shares.getFirst();
    }
}
