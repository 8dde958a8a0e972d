package org.agate.robot.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The published JSON Schemas of all messages, for checking what others send. Thread-safe.
public final class MessageSchemas {

    private static final String PUBLISHED = "https://agate.example/schemas/v1/";
    private static final String SHIPPED = "classpath:agate-schemas/";

    private final ObjectMapper json = new ObjectMapper();
    private final Map<Kind, JsonSchema> schemas = new EnumMap<>(Kind.class);

    /// The kinds of messages, named like their schema files.
    public enum Kind {
        CONNECTION,
        FACTSHEET,
        STATE,
        EVENT,
        TELE,
        CMD,
        INSTANT,
        SITE_CONTROLLER,
        SITE_STOP,
        SITE_CLOCK,
        SITE_CLOCK_ACK;

        /// The file without its ending.
        public String file() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// The kind of message on a topic; empty for a topic that is none of the protocol.
        public static Optional<Kind> on(String topic, Topics topics) {
            if (topic.equals(topics.controller())) {
                return Optional.of(SITE_CONTROLLER);
            }
            if (topic.equals(topics.stop())) {
                return Optional.of(SITE_STOP);
            }
            if (topic.equals(topics.clock())) {
                return Optional.of(SITE_CLOCK);
            }
            if (topic.startsWith(topics.tickDone(""))) {
                return Optional.of(SITE_CLOCK_ACK);
            }
            if (topic.startsWith(topics.root() + "/v1/c/")) {
                return Optional.of(EVENT);
            }
            return topics.parse(topic).map(address -> valueOf(address.channel().name()));
        }
    }

    public MessageSchemas() {
        var factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaMappers(mappers -> mappers.mapPrefix(PUBLISHED, SHIPPED)));
        for (var kind : Kind.values()) {
            schemas.put(kind, factory.getSchema(SchemaLocation.of(PUBLISHED + kind.file() + ".json")));
        }
    }

    /// What is wrong with a message, in words; empty when nothing is.
    public List<String> complaints(Kind kind, byte[] payload) {
        JsonNode node;
        try {
            node = json.readTree(payload);
        } catch (IOException e) {
            return List.of("it is not JSON");
        }
        var schema = schemas.get(kind);
        return schema == null
                ? List.of()
                : schema.validate(node).stream()
                        .map(ValidationMessage::getMessage)
                        .sorted()
                        .toList();
    }
}
