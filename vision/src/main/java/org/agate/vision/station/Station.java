package org.agate.vision.station;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;
import java.util.OptionalDouble;
import org.agate.vision.VisionFault;
import org.agate.vision.colour.Frames;
import org.agate.vision.geometry.Field;
import org.agate.vision.geometry.FlatField;
import org.agate.vision.geometry.Sheet;
import org.agate.vision.image.Photograph;
import org.jspecify.annotations.Nullable;

/// How the pictures of a place are made comparable before anything is measured in them.
///
/// @param field that every photograph shows; null to take photographs as they are
/// @param card in the field, whose colours are known; null for none
/// @param flattened whether a dark and a white frame are taken out first
public record Station(@Nullable Field field, @Nullable ColourCard card, boolean flattened) {

    /// Photographs are taken as they are.
    public static final Station BARE = new Station(null, null, false);

    public Station {
        if (card != null && !(field instanceof FlatField)) {
            throw new IllegalArgumentException(
                    "A colour card needs a field that says where it lies.\nMaybe add the corners of markers, or a board.");
        }
        if (card != null
                && field instanceof FlatField flat
                && !card.isWithin(flat.widthMillimetres(), flat.heightMillimetres())) {
            throw new IllegalArgumentException("Patches of the card lie outside the field of (%s × %s) mm."
                    .formatted(flat.widthMillimetres(), flat.heightMillimetres()));
        }
    }

    /// The same with frames.
    public Station withFrames() {
        return new Station(field, card, true);
    }

    /// What to print, with places for the patches of the card; empty for a field that needs no paper.
    @JsonIgnore
    public Optional<Sheet> sheet() {
        return field instanceof FlatField flat
                ? Optional.of(card == null ? flat.sheet() : flat.sheet().with(card.places()))
                : Optional.empty();
    }

    /// Whether photographs are taken as they are.
    @JsonIgnore
    public boolean isBare() {
        return field == null && !flattened;
    }

    /// Flattens, turns upright, corrects the colours, in this order.
    ///
    /// @param frames needed when this place is flattened
    /// @throws VisionFault when the field or the card is not seen as it should be
    public View view(Photograph photograph, @Nullable Frames frames) {
        if (isBare()) {
            return new View(photograph, photograph, OptionalDouble.empty(), OptionalDouble.empty());
        }
        var pixels = flattened ? required(frames).flatten(photograph) : photograph;
        try {
            var scale = OptionalDouble.empty();
            var difference = OptionalDouble.empty();
            if (field != null) {
                var seen = field.rectify(pixels);
                pixels = replaced(photograph, pixels, seen.pixels());
                scale = OptionalDouble.of(seen.scale());
                if (card != null) {
                    var correction = card.correction(pixels, field.pixelsPerMillimetre());
                    pixels = replaced(photograph, pixels, correction.of(pixels));
                    difference = OptionalDouble.of(correction.meanDifference());
                }
            }
            return new View(photograph, pixels, scale, difference);
        } catch (RuntimeException trouble) {
            replaced(photograph, pixels, photograph);
            throw trouble;
        }
    }

    private static Frames required(@Nullable Frames frames) {
        if (frames == null) {
            throw new VisionFault(
                    "vision.frames.missing",
                    "Photographs of this place need a dark and a white frame.",
                    "Maybe give --dark and --white, or ./agate vision frames.");
        }
        return frames;
    }

    /// The later picture; the earlier is closed, unless it is the caller's.
    private static Photograph replaced(Photograph callers, Photograph earlier, Photograph later) {
        if (earlier != callers && earlier != later) {
            earlier.close();
        }
        return later;
    }
}
