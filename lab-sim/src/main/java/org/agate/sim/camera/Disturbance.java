package org.agate.sim.camera;

/// What is wrong with the camera, its light, or what lies under it, beyond the usual noise.
public enum Disturbance {
    /// The lens is out of focus.
    BLUR,
    /// The stage moves during the exposure.
    SHAKE,
    /// A lamp is reflected.
    GLARE,
    /// The exposure is twice too long.
    OVEREXPOSED,
    /// The lamp is dark: what light there is comes from the room.
    DEAD_LAMP,
    /// A cap is on the lens.
    COVERED_LENS,
    /// A finger is in the picture.
    HAND,
    /// The dish holds no powder.
    EMPTY_DISH,
    /// Another dish: smaller, and of white porcelain.
    WRONG_DISH
}
