package org.agate.vision.station;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.agate.vision.VisionFault;
import org.agate.vision.geometry.Field;

/// A station as JSON has it: a field with markers,
/// `{"corners": {"0": {"x": 2, "y": 2}, …}, "markerMillimetres": 8, "widthMillimetres": 60, …}`,
/// a ChArUco board, `{"squaresAcross": 7, "squaresDown": 5, "squareMillimetres": 12, "markerMillimetres": 9, …}`, in
/// either of which a card may lie, `"card": {"patches": [{"x": 4, "y": 52, "red": 115, …}, …], …}`, or a round dish,
/// `{"diameterMillimetres": 50, "pixelsPerMillimetre": 12}`.
public final class StationFile {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private StationFile() {}

    /// @throws VisionFault `vision.field.malformed` or `vision.field.unreadable`
    public static Station read(Path file) {
        try {
            var tree = JSON.readTree(file.toFile());
            if (!(tree instanceof ObjectNode content)) {
                throw new VisionFault(
                        "vision.field.malformed", "%s: no JSON object".formatted(file), "Maybe see the tutorial.");
            }
            var card = content.remove("card");
            return new Station(
                    JSON.treeToValue(content, Field.class),
                    card == null ? null : JSON.treeToValue(card, ColourCard.class),
                    false);
        } catch (ValueInstantiationException e) {
            throw malformed(
                    file,
                    String.valueOf(
                            e.getCause() == null
                                    ? e.getOriginalMessage()
                                    : e.getCause().getMessage()),
                    e);
        } catch (JsonProcessingException e) {
            // What follows a semicolon is about the reader, not about the file.
            throw malformed(file, e.getOriginalMessage().split(";", 2)[0], e);
        } catch (IOException e) {
            throw new VisionFault(
                    "vision.field.unreadable", "(%s) cannot be read.".formatted(file), "Maybe it is not there.", e);
        }
    }

    private static VisionFault malformed(Path file, String what, Exception cause) {
        return new VisionFault(
                "vision.field.malformed",
                "%s: %s".formatted(file, what),
                "Maybe see the tutorial for an example.",
                cause);
    }
}
