package org.agate.vision.quality;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/// Why a photograph must not be measured; each has its remedy.
public enum Defect {
    BLURRED(Remedy.RETAKE, "out of focus: take it again"),
    SHAKEN(Remedy.RETAKE, "blurred in one direction: let the stage come to rest and take it again"),
    UNDEREXPOSED(Remedy.ASK, "too dark: check lamp and exposure"),
    OVEREXPOSED(Remedy.ASK, "too bright: shorten the exposure"),
    LAMP_OUT(Remedy.ASK, "dim, but the lens sees: check the lamp"),
    LENS_COVERED(Remedy.ASK, "nothing at all is seen: uncover the lens, and check the lamp"),
    LIGHT_CHANGED(Remedy.ASK, "another light or exposure than at the standards: check lamp and camera"),
    GLARE(Remedy.RESPREAD, "a bright reflection: spread the powder again"),
    EMPTY(Remedy.ASK, "no powder in the dish: check the vial"),
    WRONG_DISH(Remedy.ASK, "not the dish of the standards: check the dish"),
    FOREIGN_OBJECT(Remedy.RETAKE, "something lies in the picture: take it away"),
    MARKER_HIDDEN(Remedy.RETAKE, "too few markers are seen: clear the field, or focus"),
    MARKERS_MOVED(Remedy.ASK, "markers are not where they should be: measure the field again"),
    DISH_HIDDEN(Remedy.RETAKE, "no round edge of a dish is seen: clear it, or focus"),
    SCALE_CHANGED(Remedy.ASK, "the camera is nearer or farther than at the standards: put it back"),
    COLOUR_OFF(Remedy.ASK, "the colour card cannot be met: check lamp and card"),
    UNFAMILIAR(Remedy.RESPREAD, "unlike every standard: check camera, light and sample"),
    CONTRADICTORY(Remedy.RESPREAD, "shots of one heap contradict each other: check that they show the same sample");

    /// What may help.
    public enum Remedy {
        /// Another photograph of the same.
        RETAKE,
        /// The powder is spread again before the next photograph.
        RESPREAD,
        /// Nothing that a robot can do: a person has to look.
        ASK
    }

    private final Remedy kind;
    private final String words;

    Defect(Remedy kind, String words) {
        this.kind = kind;
        this.words = words;
    }

    /// What may help.
    public Remedy kind() {
        return kind;
    }

    /// What it is and what to do, in words.
    public String remedy() {
        return words;
    }

    /// Names with their remedies, for people.
    public static String words(Collection<Defect> defects) {
        return defects.stream()
                .map(defect -> defect + " (" + defect.remedy() + ")")
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /// The one that a fault of that code is; empty for a fault that is not the photograph's.
    public static Optional<Defect> named(String code) {
        return switch (code) {
            case "vision.markers.hidden" -> Optional.of(MARKER_HIDDEN);
            case "vision.markers.moved" -> Optional.of(MARKERS_MOVED);
            case "vision.dish.hidden" -> Optional.of(DISH_HIDDEN);
            case "vision.card.not-met" -> Optional.of(COLOUR_OFF);
            default -> Optional.empty();
        };
    }
}
