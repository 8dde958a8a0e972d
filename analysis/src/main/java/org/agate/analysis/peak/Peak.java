package org.agate.analysis.peak;

/// A peak of a pattern.
///
/// @param position of its centre, in the unit of the pattern's axis, from a parabola through its top
/// @param positionDeviation standard deviation of the centre, from counting noise
/// @param height above the local background, counts
/// @param significance height over the noise of the counts around it
public record Peak(double position, double positionDeviation, double height, double significance) {}
