package org.agate.vision.inference;

import java.util.OptionalDouble;

/// What photographs show of a powder besides its shares.
///
/// @param grains so many are visible in all photographs together
/// @param d50Micrometres half of the visible area is made of grains below it; empty where nothing says how large a
///     pixel is
/// @param d90Micrometres nine tenths
/// @param mixing Lacey's index of the tiles, 0 unmixed to 1 random (Lacey 1954, doi:10.1002/jctb.5010040504); empty
///     for fewer than four tiles, for standards of one tile, and for nearly pure powders
public record Powder(
        double grains, OptionalDouble d50Micrometres, OptionalDouble d90Micrometres, OptionalDouble mixing) {

    /// Of photographs of which only the shares are known.
    static Powder unknown() {
        return new Powder(0, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
    }
}
