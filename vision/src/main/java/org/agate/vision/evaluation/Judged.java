package org.agate.vision.evaluation;

import java.util.List;
import org.agate.vision.inference.Inference.Look;
import org.agate.vision.inference.Inference.Share;

/// One photograph of known composition, as a model saw it.
///
/// @param truth share of each component, 0 to 1
/// @param shares as inferred from this photograph alone, whether flagged or not
/// @param known whether the model has learnt from this very photograph
public record Judged(String file, String heap, List<Double> truth, List<Share> shares, Look look, boolean known) {
    public Judged {
        truth = List.copyOf(truth);
        shares = List.copyOf(shares);
    }

    /// Whether the photograph has a defect.
    public boolean isFlagged() {
        return !look.defects().isEmpty();
    }

    /// Inferred, clipped to 0 to 1, less true.
    double error(int component) {
        return Math.clamp(shares.get(component).value(), 0, 1) - truth.get(component);
    }

    /// Whether the 90 % interval holds the truth.
    boolean isCovered(int component) {
        var share = shares.get(component);
        double slack = 1e-9;
        return truth.get(component) >= share.low() - slack && truth.get(component) <= share.high() + slack;
    }
}
