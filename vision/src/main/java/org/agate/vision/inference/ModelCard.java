package org.agate.vision.inference;

import java.util.List;
import org.agate.vision.feature.FeatureSet;

/// What must be known to trust a model: what it learnt from, how it was judged, and where it ends.
///
/// @param name what it measures
/// @param version name and the hash of everything it learnt from
/// @param photographs number of photographs learnt from
/// @param heaps number of heaps they show
/// @param features colour alone, or texture too
/// @param heapVariance of the share between heaps, what more shots of one heap cannot reduce
/// @param shotVariance of the share between shots of one heap
/// @param rmse root mean square error of one photograph, cross-validated over heaps, as share 0 to 1
public record ModelCard(
        String name,
        String version,
        int photographs,
        int heaps,
        FeatureSet features,
        double penalty,
        double forestWeight,
        long seed,
        double heapVariance,
        double shotVariance,
        double rmse) {

    static ModelCard of(String name, List<Standard> standards, long seed, CrossValidation.Outcome outcome) {
        var content = new StringBuilder(name).append(seed);
        standards.forEach(s -> content.append(s.sha256()).append(s.share()).append(s.heap()));
        var hash = Fingerprint.of(content.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        double[] variances = RatioModel.variances(standards, outcome.residuals());
        return new ModelCard(
                name,
                name + "-" + hash.substring(0, 12),
                standards.size(),
                (int) standards.stream().map(Standard::heap).distinct().count(),
                outcome.blend().features(),
                outcome.blend().penalty(),
                outcome.blend().forestWeight(),
                seed,
                Math.max(0, variances[0]),
                variances[1],
                outcome.rootMeanSquare());
    }

    /// Standard deviation of the mean of some shots of one heap.
    ///
    /// @param leverage of the shots: a sample far from the standards is known less well
    double standardDeviation(int shots, double leverage) {
        return Math.sqrt((heapVariance + shotVariance / shots) * (1 + leverage));
    }

    /// The card as Markdown, for people.
    public String markdown() {
        return """
                # Model %s

                | | |
                |---|---|
                | measures | mass share of %s, 0 to 1 |
                | learnt from | %d photographs of %d heaps (hashes in the model file) |
                | method | features %s, ridge (penalty %s) and random forest (weight %.2f), seed %d |
                | judged | cross-validated over heaps: a photograph never judges a model that saw its heap |
                | error of one photograph | %.2f percentage points (root mean square) |
                | of it common to all shots of a heap | %.2f percentage points |

                Limits: one camera, one light, one pair of powders: those of the standards. Photographs unlike the
                standards are refused as UNFAMILIAR. The standard deviation assumes that samples resemble the standards.
                """.formatted(
                        version,
                        name,
                        photographs,
                        heaps,
                        features,
                        penalty,
                        forestWeight,
                        seed,
                        100 * rmse,
                        100 * Math.sqrt(heapVariance));
    }
}
