package org.agate.vision.inference;

import org.agate.vision.feature.Features;
import org.agate.vision.image.Photograph;
import org.agate.vision.quality.Quality;

/// One photograph of known composition, measured and ready to teach.
///
/// @param sha256 of the photograph, so that a model can be traced to what taught it
/// @param heap photographs of one heap belong together
/// @param share mass share of the first component, 0 to 1
public record Standard(String sha256, String heap, double share, Quality quality, double[] features) {

    /// Measures a photograph.
    public static Standard of(byte[] file, String heap, double share) {
        try (var photograph = Photograph.decode(file)) {
            return new Standard(
                    Fingerprint.of(file),
                    heap,
                    share,
                    Quality.of(photograph),
                    Features.of(photograph).values());
        }
    }
}
