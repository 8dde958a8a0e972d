package org.agate.vision.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A photograph of a powder of known composition.
///
/// @param shares mass share of each component, 0 to 1
/// @param heap photographs of one heap belong together: they are never split between learning and judging
public record LabelledImage(Path file, List<Double> shares, String heap) {
    public LabelledImage {
        shares = List.copyOf(shares);
    }

    /// The photograph as it was written.
    public byte[] content() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Photograph (%s) cannot be read.".formatted(file), e);
        }
    }

    /// Of the first component.
    public double share() {
        return shares.getFirst();
    }
}
