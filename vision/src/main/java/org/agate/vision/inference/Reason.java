package org.agate.vision.inference;

/// How much a group of features moved a value away from that of the mean standard.
///
/// @param group such as `coherence2`
/// @param words what the group looks at
/// @param points share 0 to 1 that the value would lose if the group were as in the mean standard
public record Reason(String group, String words, double points) {}
