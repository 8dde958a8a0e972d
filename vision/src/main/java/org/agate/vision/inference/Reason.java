package org.agate.vision.inference;

/// How much a group of features moved a value away from that of the mean standard.
///
/// @param group such as `bands-fine`
/// @param points share 0 to 1 that the value would lose if the group were as in the mean standard
public record Reason(String group, double points) {}
