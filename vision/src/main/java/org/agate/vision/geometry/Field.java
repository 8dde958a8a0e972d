package org.agate.vision.geometry;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.agate.vision.VisionFault;
import org.agate.vision.image.Photograph;

/// What a photograph shows of the table: the same piece of it each time, seen from above, to a known scale.
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
    @JsonSubTypes.Type(MarkerField.class),
    @JsonSubTypes.Type(BoardField.class),
    @JsonSubTypes.Type(DishField.class)
})
public sealed interface Field permits FlatField, DishField {

    /// Of the rectified picture.
    double pixelsPerMillimetre();

    /// Finds the field and turns it upright.
    ///
    /// @throws VisionFault `vision.markers.hidden`, `vision.markers.moved` or `vision.dish.hidden`
    Seen rectify(Photograph photograph);

    /// The field, seen from above.
    ///
    /// @param pixels of the field alone; they belong to the photograph, which the caller closes
    /// @param offMillimetres root mean square distance of what it was found by from where that should be
    /// @param scale pixels of the original per millimetre, at the middle: its drift says that the camera has moved
    record Seen(Photograph pixels, double offMillimetres, double scale) {}
}
