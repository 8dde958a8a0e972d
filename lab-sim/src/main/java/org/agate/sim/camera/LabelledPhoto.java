package org.agate.sim.camera;

import java.nio.file.Path;

/// A real photograph of a powder whose composition is known.
///
/// @param share mass share of the first component, 0 to 1
public record LabelledPhoto(Path file, double share) {}
