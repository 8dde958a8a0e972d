package org.agate.optimizer.surrogate;

/// What the fit settled on.
///
/// @param lengths one for each input, in units of the unit cube, or of one mismatch for a category: short means
/// relevant
/// @param noiseVariance inferred base level, in units of the standardised outputs
public record Hyperparameters(Kernel kernel, double[] lengths, double noiseVariance) {}
