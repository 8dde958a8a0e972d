package org.agate.vision.quality;

/// Why a photograph must not be measured; each has its remedy.
public enum Defect {
    BLURRED("out of focus: take it again"),
    UNDEREXPOSED("too dark: check the lamp"),
    OVEREXPOSED("too bright: shorten the exposure"),
    GLARE("a bright reflection: spread the powder again"),
    EMPTY("no powder in the dish: check the vial"),
    MARKER_HIDDEN("too few markers are seen: clear the field, or focus"),
    MARKERS_MOVED("markers are not where they should be: measure the field again"),
    UNFAMILIAR("unlike every standard: check camera, light and sample"),
    CONTRADICTORY("shots of one heap contradict each other: check that they show the same sample");

    private final String remedy;

    Defect(String remedy) {
        this.remedy = remedy;
    }

    /// What it is and what to do, in words.
    public String remedy() {
        return remedy;
    }
}
