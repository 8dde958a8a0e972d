package org.agate.orchestrator.database;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;

/// Writes a text that is JSON as the JSON that it is: null when it is empty.
public final class RawJson extends JsonSerializer<String> {

    @Override
    public void serialize(String json, JsonGenerator to, SerializerProvider provider) throws IOException {
        if (json.isBlank()) {
            to.writeNull();
        } else {
            to.writeRawValue(json);
        }
    }
}
