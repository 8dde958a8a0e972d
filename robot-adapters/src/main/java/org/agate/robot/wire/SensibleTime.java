package org.agate.robot.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/// Reads a time as a text in ISO 8601, of the years 1970 to 9999.
///
/// Times beyond that can be parsed, but differences between them overflow, and no database keeps them.
final class SensibleTime extends StdDeserializer<Instant> {

    private static final long serialVersionUID = 1L;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    SensibleTime() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            var text = parser.getText();
            try {
                var time = java.time.OffsetDateTime.parse(text).toInstant();
                if (!time.isBefore(Instant.EPOCH) && !time.isAfter(LAST)) {
                    return time;
                }
            } catch (DateTimeException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, text, "not a time: %s", e.getMessage());
            }
            return (Instant) context.handleWeirdStringValue(Instant.class, text, "outside 1970 to 9999");
        }
        return (Instant) context.handleUnexpectedToken(Instant.class, parser);
    }
}
