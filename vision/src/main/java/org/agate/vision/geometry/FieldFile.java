package org.agate.vision.geometry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.agate.vision.VisionFault;

/// A field with markers as JSON has it:
/// `{"corners": {"0": {"x": 2, "y": 2}, …}, "markerMillimetres": 8, "widthMillimetres": 60, …}`.
public final class FieldFile {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private FieldFile() {}

    /// @throws VisionFault `vision.field.malformed` or `vision.field.unreadable`
    public static MarkerField read(Path file) {
        try {
            return JSON.readValue(file.toFile(), MarkerField.class);
        } catch (ValueInstantiationException e) {
            throw malformed(
                    file,
                    String.valueOf(
                            e.getCause() == null
                                    ? e.getOriginalMessage()
                                    : e.getCause().getMessage()),
                    e);
        } catch (JsonProcessingException e) {
            throw malformed(file, e.getOriginalMessage(), e);
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
