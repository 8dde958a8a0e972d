package org.agate.vision.geometry;

/// A flat piece of the table in which every place has coordinates: whatever the camera's pose, it is seen from above,
/// and a colour card may lie in it.
public sealed interface FlatField extends Field permits MarkerField, BoardField {

    /// A tile of powder has at least so many.
    int FEWEST_PIXELS = 64;

    int MOST_PIXELS = 8_000;

    double widthMillimetres();

    double heightMillimetres();

    /// What to print, to scale, and to lay under the dish.
    Sheet sheet();

    /// @throws IllegalArgumentException when the rectified picture would be too small to show anything, or too large
    ///     to be held
    static void requireVisible(double widthMillimetres, double heightMillimetres, double pixelsPerMillimetre) {
        double least = Math.min(widthMillimetres, heightMillimetres) * pixelsPerMillimetre;
        double most = Math.max(widthMillimetres, heightMillimetres) * pixelsPerMillimetre;
        if (!(least >= FEWEST_PIXELS) || !(most <= MOST_PIXELS)) {
            throw new IllegalArgumentException(
                    "A field of (%s × %s) mm at (%s) pixels per mm makes no picture of %d to %d pixels.\nMaybe give another pixelsPerMillimetre."
                            .formatted(
                                    widthMillimetres,
                                    heightMillimetres,
                                    pixelsPerMillimetre,
                                    FEWEST_PIXELS,
                                    MOST_PIXELS));
        }
    }
}
