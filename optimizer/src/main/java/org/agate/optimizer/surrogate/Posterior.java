package org.agate.optimizer.surrogate;

/// What is believed of a value: a normal distribution without the noise of measuring.
///
/// @param standardDeviation of the mean, never negative
public record Posterior(double mean, double standardDeviation) {}
