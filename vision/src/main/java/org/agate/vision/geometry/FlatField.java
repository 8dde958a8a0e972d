package org.agate.vision.geometry;

/// A flat piece of the table in which every place has coordinates: whatever the camera's pose, it is seen from above,
/// and a colour card may lie in it.
public sealed interface FlatField extends Field permits MarkerField, BoardField {

    double widthMillimetres();

    double heightMillimetres();

    /// What to print, to scale, and to lay under the dish.
    Sheet sheet();
}
