package org.agate.optimizer.surrogate;

/// What the likelihood and the priors settle on.
///
/// @param lengths one length scale per input, in units of the unit cube: short means relevant
/// @param noiseVariance inferred base level, in units of the standardised outputs
public record Hyperparameters(double[] lengths, double noiseVariance) {}
