package org.agate.vision.inference;

import java.util.List;

/// What photographs show, and why.
///
/// @param reasons of the first photograph that was measured, strongest first; empty when there is no number
public record Explained(Inference inference, List<Reason> reasons) {
    public Explained {
        reasons = List.copyOf(reasons);
    }
}
