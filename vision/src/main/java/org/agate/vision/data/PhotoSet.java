package org.agate.vision.data;

import java.util.List;

/// Labelled photographs of mixtures of the same powders.
///
/// @param components in the order of the shares
public record PhotoSet(List<String> components, List<LabelledImage> images) {
    public PhotoSet {
        components = List.copyOf(components);
        images = List.copyOf(images);
    }
}
