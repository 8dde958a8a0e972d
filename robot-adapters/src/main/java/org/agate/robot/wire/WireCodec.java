package org.agate.robot.wire;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.agate.robot.device.Command;
import org.agate.robot.device.ContractBroken;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.DeviceState;
import org.agate.robot.device.Factsheet;
import org.agate.robot.device.Instruction;
import org.agate.robot.device.Presence;
import org.agate.robot.device.Telemetry;

/// Payloads: JSON objects, UTF-8, header and body side by side. Thread-safe.
///
/// Reading throws [ContractBroken] with code `wire.schema` on anything that is not such a message.
public final class WireCodec {

    private static final int MOST_BYTES = 262_144;

    /// A vendor's short message leaves out lists and tables that would be empty.
    private static final JsonSetter.Value LEFT_OUT = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);

    /// Nothing is guessed: a text is no number, 5.7 is no whole number, and no key stands twice.
    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addDeserializer(Instant.class, new SensibleTime()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .withConfigOverride(Map.class, it -> it.setSetterInfo(LEFT_OUT))
            .withConfigOverride(List.class, it -> it.setSetterInfo(LEFT_OUT))
            .build();

    /// A message of a device, with who said it and when.
    public record Received<T>(Header header, T body) {}

    /// A report about one command.
    public record EventMessage(UUID commandId, DeviceEvent event) {}

    /// A controller's words beside commands, with an id for the answer.
    public record InstantMessage(String id, Instruction instruction) {}

    public byte[] connection(Header header, Presence presence) {
        var node = head(header);
        node.put("state", presence.name());
        return bytes(node);
    }

    public byte[] factsheet(Header header, Factsheet factsheet) {
        return bytes(head(header).setAll((ObjectNode) json.valueToTree(factsheet)));
    }

    /// A factsheet by itself, as it is kept.
    public String text(Factsheet factsheet) {
        return json.valueToTree(factsheet).toString();
    }

    /// Reads a kept factsheet.
    ///
    /// @throws ContractBroken when it is none
    public Factsheet factsheet(String text) {
        try {
            return json.readValue(text, Factsheet.class);
        } catch (IOException e) {
            throw new ContractBroken(
                    "device.factsheet.malformed",
                    "A kept factsheet cannot be read: %s".formatted(e.getMessage()),
                    "Maybe it was written by a newer version.");
        }
    }

    /// In `active` and `recent` the fields of an event stand beside its command id.
    public byte[] state(Header header, DeviceState state) {
        var node = head(header);
        node.setAll((ObjectNode) json.valueToTree(state));
        for (var list : new String[] {"active", "recent"}) {
            node.get(list)
                    .forEach(
                            report -> ((ObjectNode) report).setAll((ObjectNode) ((ObjectNode) report).remove("event")));
        }
        return bytes(node);
    }

    public byte[] event(Header header, UUID commandId, DeviceEvent event) {
        var node = head(header);
        node.put("commandId", commandId.toString());
        return bytes(node.setAll((ObjectNode) json.valueToTree(event)));
    }

    public byte[] telemetry(Header header, Telemetry telemetry) {
        return bytes(head(header).setAll((ObjectNode) json.valueToTree(telemetry)));
    }

    public byte[] command(Command command) {
        ObjectNode node = json.createObjectNode().put("v", Header.VERSION);
        return bytes(node.setAll((ObjectNode) json.valueToTree(command)));
    }

    public byte[] instant(InstantMessage message) {
        ObjectNode node = json.createObjectNode().put("v", Header.VERSION).put("id", message.id());
        return bytes(node.setAll((ObjectNode) json.valueToTree(message.instruction())));
    }

    public byte[] site(Site site) {
        return bytes(json.valueToTree(site));
    }

    /// The state of a connection message.
    private record Connection(Presence state) {
        private Connection {
            Objects.requireNonNull(state, "state");
        }
    }

    /// The command that a message is about.
    private record About(UUID commandId) {
        private About {
            Objects.requireNonNull(commandId, "commandId");
        }
    }

    private UUID commandId(JsonNode node) {
        return read(node, About.class).commandId();
    }

    /// Who speaks in a message.
    private record Speaker(DeviceId dev) {
        private Speaker {
            Objects.requireNonNull(dev, "dev");
        }
    }

    /// The device that speaks in a message: the one part of the header that even a will has.
    public DeviceId speaker(byte[] payload) {
        return read(tree(payload), Speaker.class).dev();
    }

    /// The header alone.
    public Header readHeader(byte[] payload) {
        return header(tree(payload));
    }

    /// Reads a presence; a will that has no time counts as of 1970.
    public Received<Presence> readConnection(byte[] payload) {
        return readConnection(payload, Instant.EPOCH);
    }

    /// @param received taken as the time of a will, which has none
    public Received<Presence> readConnection(byte[] payload, Instant received) {
        var node = tree(payload);
        AcceptedForms.connection(node, received.toString());
        return new Received<>(header(node), read(node, Connection.class).state());
    }

    public Received<Factsheet> readFactsheet(byte[] payload) {
        var node = tree(payload);
        AcceptedForms.factsheet(node);
        return new Received<>(header(node), read(node, Factsheet.class));
    }

    public Received<DeviceState> readState(byte[] payload) {
        var node = tree(payload);
        AcceptedForms.state(node);
        return new Received<>(header(node), read(node, DeviceState.class));
    }

    public Received<Telemetry> readTelemetry(byte[] payload) {
        return received(payload, Telemetry.class);
    }

    public Received<EventMessage> readEvent(byte[] payload) {
        var node = tree(payload);
        AcceptedForms.report(node);
        var id = commandId(node);
        return new Received<>(header(node), new EventMessage(id, read(node, DeviceEvent.class)));
    }

    public Command readCommand(byte[] payload) {
        return read(versioned(payload), Command.class);
    }

    /// The command id of a payload that is otherwise not a command, so that its refusal can be addressed.
    public Optional<UUID> addressee(byte[] payload) {
        try {
            return Optional.of(commandId(tree(payload)));
        } catch (ContractBroken e) {
            return Optional.empty();
        }
    }

    /// Where the sender of such a payload waits for an answer.
    public Optional<String> replyTopic(byte[] payload) {
        try {
            return Optional.ofNullable(tree(payload).path("reply").textValue());
        } catch (ContractBroken e) {
            return Optional.empty();
        }
    }

    public InstantMessage readInstant(byte[] payload) {
        var node = versioned(payload);
        return new InstantMessage(node.path("id").asText(), read(node, Instruction.class));
    }

    public <T extends Site> T readSite(byte[] payload, Class<T> type) {
        return read(versioned(payload), type);
    }

    /// Any JSON value as text, for ledgers and logs.
    public String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JacksonException e) {
            throw MessageFault.unreadable(String.valueOf(value), e);
        }
    }

    /// The value of a text that [#text] wrote.
    public <T> T value(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JacksonException e) {
            throw MessageFault.unreadable(text, e);
        }
    }

    private ObjectNode head(Header header) {
        return json.valueToTree(header);
    }

    private <T> Received<T> received(byte[] payload, Class<T> type) {
        var node = tree(payload);
        return new Received<>(header(node), read(node, type));
    }

    private Header header(JsonNode node) {
        return read(node, Header.class);
    }

    private ObjectNode versioned(byte[] payload) {
        var node = tree(payload);
        if (!node.path("v").asText("").startsWith("1.")) {
            throw new ContractBroken(
                    "wire.schema",
                    "$.v (%s) is not 1.x.".formatted(Printable.of(node.path("v").asText(), 40)),
                    "Maybe the sender speaks another major version.");
        }
        return node;
    }

    private ObjectNode tree(byte[] payload) {
        try {
            if (payload.length > MOST_BYTES) {
                throw new ContractBroken(
                        "wire.oversize",
                        "A message has (%d) bytes, at most %d are read.".formatted(payload.length, MOST_BYTES),
                        "Maybe send a reference instead of the data.");
            }
            var node = json.readTree(payload);
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (java.io.IOException e) {
            throw MessageFault.unreadable(new String(payload, StandardCharsets.UTF_8), e);
        }
        throw MessageFault.unreadable(new String(payload, StandardCharsets.UTF_8), null);
    }

    private <T> T read(JsonNode node, Class<T> type) {
        try {
            T value = json.treeToValue(node, type);
            if (value == null) {
                throw MessageFault.at("$", node, "an object");
            }
            return value;
        } catch (JacksonException e) {
            throw MessageFault.in(node, e);
        } catch (ArithmeticException | DateTimeException | NullPointerException e) {
            throw MessageFault.in(node, e);
        }
    }

    private byte[] bytes(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
