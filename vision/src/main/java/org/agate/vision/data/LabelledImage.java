package org.agate.vision.data;

import java.nio.file.Path;

/// A photograph of a powder of known composition.
///
/// @param share mass share of the first component, 0 to 1
/// @param heap photographs of one heap belong together: they are never split between learning and judging
public record LabelledImage(Path file, double share, String heap) {}
