package org.agate.vision.inference;

import java.util.List;

/// What photographs show, and why.
///
/// @param reasons of all photographs that were measured, strongest first; empty when there is no number
/// @param overlays each photograph as JPEG, with every tile tinted and labelled with its own share of the first
///     component; without tiles where it could not be made comparable
public record Explained(Inference inference, List<Reason> reasons, List<byte[]> overlays) {
    public Explained {
        reasons = List.copyOf(reasons);
        overlays = List.copyOf(overlays);
    }
}
