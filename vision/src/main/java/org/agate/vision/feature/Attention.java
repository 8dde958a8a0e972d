package org.agate.vision.feature;

/// What is looked at in a tile.
///
/// @param handed whether what changes in a mirror is wanted
/// @param outputs how many numbers a network adds; zero without one
public record Attention(boolean handed, int outputs) {}
