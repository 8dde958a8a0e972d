package org.agate.vision.station;

import java.util.OptionalDouble;
import org.agate.vision.image.Photograph;

/// A photograph, made comparable. Close it: its pixels are native memory.
///
/// @param original that the caller closes
/// @param pixels the original itself where nothing had to be done
/// @param scale pixels of the original per millimetre; empty where nothing says it
/// @param colourDifference mean ΔE00 of the card's patches after correction; empty without a card
public record View(Photograph original, Photograph pixels, OptionalDouble scale, OptionalDouble colourDifference)
        implements AutoCloseable {
    @Override
    public void close() {
        if (pixels != original) {
            pixels.close();
        }
    }
}
