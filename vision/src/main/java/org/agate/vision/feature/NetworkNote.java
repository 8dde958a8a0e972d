package org.agate.vision.feature;

/// Which network a model looks through.
///
/// @param sha256 of its ONNX file
/// @param edge of the picture that it wants, pixels
/// @param outputs how many numbers it gives
public record NetworkNote(String sha256, int edge, int outputs) {}
