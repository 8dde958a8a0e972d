package org.agate.vision.feature;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a group of features looks at, in words of those who look at powders.
public final class Meaning {

    private static final Pattern NAME = Pattern.compile("(.*?)([0-9.]*)");

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("spread", "how much the brightness varies"),
            Map.entry("skewness", "whether bright or dark parts prevail"),
            Map.entry("kurtosis", "how rare glints and deep shadows are"),
            Map.entry("colour", "the mean colour"),
            Map.entry("correlation", "how the colours go together"),
            Map.entry("band", "contrast by size"),
            Map.entry("band-skewness", "bright against dark spots by size"),
            Map.entry("band-kurtosis", "how rare strong contrasts are, by size"),
            Map.entry("band-shape", "how even the contrast is, by size"),
            Map.entry("band-ratio", "contrast of each size against the next finer"),
            Map.entry("bright-arrangement", "how bright spots lie together"),
            Map.entry("dark-arrangement", "how dark spots lie together"),
            Map.entry("redblue", "reddish and bluish spots by size"),
            Map.entry("greenness", "greenish spots by size"),
            Map.entry("grains", "sizes of bright grains"),
            Map.entry("gaps", "sizes of the gaps between grains"),
            Map.entry("slope", "sharpness of edges"),
            Map.entry("slope-kurtosis", "how rare sharp edges are"),
            Map.entry("slope-skewness", "sharp edges against soft ones"),
            Map.entry("slopes", "sharpness of edges"),
            Map.entry("coherence", "how straight edges run"),
            Map.entry("coherence-spread", "how straight edges and round ones are shared out"),
            Map.entry("pattern", "fine pattern"),
            Map.entry("lines-fine", "short bright streaks"),
            Map.entry("lines-coarse", "long bright streaks"),
            Map.entry("grooves-fine", "short dark streaks"),
            Map.entry("grooves-coarse", "long dark streaks"),
            Map.entry("strokes", "how edges go on from one to the next"),
            Map.entry("facets", "sizes and shapes of the faces of crystals"),
            Map.entry("warmth", "warm against cold grains"),
            Map.entry("greenish", "greenish against reddish grains"),
            Map.entry("handed-brightness", "left against right: brightness"),
            Map.entry("handed-slope", "left against right: edges"),
            Map.entry("handed-turn", "left against right: turns of edges"),
            Map.entry("handed-line", "left against right: lines"),
            Map.entry("network", "what the network says"));

    private Meaning() {}

    /// What a group looks at; groups at several sizes name theirs, in pixels.
    ///
    /// @throws IllegalArgumentException for a group that does not exist
    public static String of(String group) {
        var name = NAME.matcher(group);
        var words = name.matches() ? WORDS.get(name.group(1)) : null;
        if (words == null) {
            throw new IllegalArgumentException("There is no group of features (%s).".formatted(group));
        }
        return switch (name.group(1)) {
            case String alone when name.group(2).isEmpty() || name.group(2).equals("0.0") -> words;
            case "facets" -> "%s, in the evenest %s %%".formatted(words, name.group(2));
            case String several -> "%s, at %s px".formatted(words, pixels(several, name.group(2)));
        };
    }

    private static String pixels(String name, String size) {
        return switch (name) {
            case "slopes", "coherence", "coherence-spread" -> String.valueOf(1 << Integer.parseInt(size));
            case "strokes" ->
                Pattern.compile("\\.")
                        .splitAsStream(size)
                        .map(octave -> String.valueOf(1 << Integer.parseInt(octave)))
                        .collect(Collectors.joining(" among "));
            default -> size;
        };
    }
}
