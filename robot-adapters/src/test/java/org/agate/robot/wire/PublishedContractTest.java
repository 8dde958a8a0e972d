package org.agate.robot.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.agate.robot.device.CancelMode;
import org.agate.robot.device.Capability;
import org.agate.robot.device.Command;
import org.agate.robot.device.ControllerLoss;
import org.agate.robot.device.DeviceError;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.DeviceState;
import org.agate.robot.device.Factsheet;
import org.agate.robot.device.Instruction;
import org.agate.robot.device.ParameterRange;
import org.agate.robot.device.Presence;
import org.agate.robot.device.Recovery;
import org.agate.robot.device.RejectCode;
import org.agate.robot.device.Telemetry;
import org.agate.robot.family.DeviceFamily;
import org.agate.robot.wire.MessageSchemas.Kind;
import org.agate.robot.wire.WireCodec.InstantMessage;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The published schemas, the AsyncAPI document and the Java types say the same.
class PublishedContractTest {

    private static final Path REFERENCE = Path.of("..", "docs", "reference");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");
    private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");

    private final WireCodec codec = new WireCodec();
    private final MessageSchemas schemas = new MessageSchemas();
    private final Header header = new Header("1.0", new DeviceId("grinder-1"), "b7c1", 3, NOON);

    private static JsonNode schema(String file) throws IOException {
        return new ObjectMapper()
                .readTree(REFERENCE.resolve("schemas/" + file + ".json").toFile());
    }

    /// The names of a record's fields on the wire.
    private static List<String> fields(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> Optional.ofNullable(component.getAccessor().getAnnotation(JsonProperty.class))
                        .map(JsonProperty::value)
                        .orElse(component.getName()))
                .toList();
    }

    private static List<String> names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    }

    private static List<String> properties(JsonNode schema) {
        var names = new ArrayList<String>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static List<String> and(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    @Test
    void everyRecordHasTheFieldsOfItsSchema() throws IOException {
        var head = fields(Header.class);
        var common = schema("common").path("$defs");
        var expected = new LinkedHashMap<JsonNode, List<String>>();
        expected.put(schema("connection"), and(head, List.of("state")));
        expected.put(schema("factsheet"), and(head, fields(Factsheet.class)));
        expected.put(schema("factsheet").at("/properties/protocol"), fields(Factsheet.Protocol.class));
        expected.put(schema("state"), and(head, fields(DeviceState.class)));
        expected.put(schema("state").at("/properties/lease"), fields(DeviceState.Lease.class));
        expected.put(schema("state").at("/properties/slots/additionalProperties"), fields(DeviceState.Occupant.class));
        expected.put(schema("state").at("/properties/alerts/items"), fields(DeviceState.Alert.class));
        expected.put(schema("tele"), and(head, fields(Telemetry.class)));
        expected.put(schema("cmd"), and(List.of("v"), fields(Command.class)));
        expected.put(schema("site-controller"), fields(Site.Controller.class));
        expected.put(schema("site-stop"), fields(Site.Stop.class));
        expected.put(schema("site-clock"), fields(Site.Clock.class));
        expected.put(schema("site-clock-ack"), fields(Site.TickDone.class));
        expected.put(common.path("capability"), fields(Capability.class));
        expected.put(common.path("range"), fields(ParameterRange.class));
        expected.put(common.path("deviceError"), fields(DeviceError.class));
        expected.forEach((schema, fields) -> assertThat(properties(schema))
                .as(schema.path("title").asText())
                .containsExactlyInAnyOrderElementsOf(fields));
    }

    @Test
    void everyWordOfTheContractIsInItsSchema() throws IOException {
        var common = schema("common").path("$defs");
        assertThat(texts(common.at("/presence/enum"))).containsExactlyElementsOf(names(Presence.class));
        assertThat(texts(common.at("/level/enum"))).containsExactlyElementsOf(names(DeviceError.Level.class));
        assertThat(texts(common.at("/report/properties/code/enum"))).containsExactlyElementsOf(names(RejectCode.class));
        assertThat(texts(common.at("/capability/properties/recovery/enum")))
                .containsExactlyElementsOf(names(Recovery.class));
        assertThat(texts(common.at("/capability/properties/cancel/enum")))
                .containsExactlyElementsOf(names(CancelMode.class));
        assertThat(texts(common.at("/capability/properties/onControllerLoss/enum")))
                .containsExactlyElementsOf(names(ControllerLoss.class));
        assertThat(texts(schema("state").at("/properties/mode/enum")))
                .containsExactlyElementsOf(names(DeviceState.Mode.class));
        assertThat(texts(schema("state").at("/properties/device/enum")))
                .containsExactlyElementsOf(names(DeviceState.Activity.class));
        assertThat(texts(common.at("/report/properties/state/enum")))
                .containsExactlyInAnyOrderElementsOf(typeNames(DeviceEvent.class));
        assertThat(texts(schema("instant").at("/properties/op/enum")))
                .containsExactlyInAnyOrderElementsOf(typeNames(Instruction.class));
    }

    private static List<String> typeNames(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .map(type -> type.getAnnotation(JsonTypeName.class).value())
                .toList();
    }

    @Test
    void asyncApiNamesEveryTopicAndEverySchema() throws IOException {
        var document =
                new YAMLMapper().readTree(REFERENCE.resolve("asyncapi.yaml").toFile());
        var topics = Topics.usual();
        var wanted = new TreeSet<String>();
        for (var channel : Topics.Channel.values()) {
            wanted.add(topics.all(channel).replace("+", "{device}"));
        }
        wanted.add(topics.reply("{controller}", "{device}"));
        wanted.addAll(List.of(topics.controller(), topics.stop(), topics.clock(), topics.tickDone("{participant}")));
        var addresses = new TreeSet<String>();
        var files = new TreeSet<String>();
        document.path("channels").forEach(channel -> {
            addresses.add(channel.path("address").asText());
            channel.path("messages")
                    .forEach(message -> files.add(message.at("/payload/$ref").asText()));
        });
        assertThat(addresses).isEqualTo(wanted);
        assertThat(files)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Kind.values())
                        .map(kind -> "schemas/" + kind.file() + ".json")
                        .toList())
                .allSatisfy(file ->
                        assertThat(Files.exists(REFERENCE.resolve(file))).isTrue());
    }

    @TestFactory
    Stream<DynamicTest> everyMessageThatIsWrittenMeetsItsSchema() {
        var messages = new LinkedHashMap<String, Map.Entry<Kind, byte[]>>();
        messages.put("connection", Map.entry(Kind.CONNECTION, codec.connection(header, Presence.LOST)));
        for (var family : DeviceFamily.values()) {
            var sheet = family.factsheet("x", "y", "z", true, List.of("slot"));
            messages.put("factsheet " + family, Map.entry(Kind.FACTSHEET, codec.factsheet(header, sheet)));
        }
        for (var event : WireCodecTest.events()) {
            messages.put("event " + event.state(), Map.entry(Kind.EVENT, codec.event(header, ID, event)));
        }
        messages.put("state", Map.entry(Kind.STATE, codec.state(header, state())));
        var sample = new Telemetry.Sample(NOON, Map.of("force_N", 9.8));
        messages.put("tele", Map.entry(Kind.TELE, codec.telemetry(header, new Telemetry(List.of(sample)))));
        var command = new Command(ID, "grind", Map.of("force_N", 10), 17, NOON, 30, NOON, "S-1", "a/b", false);
        messages.put("cmd", Map.entry(Kind.CMD, codec.command(command)));
        for (var said : List.of(
                new Instruction.TakeLease("main", 30, 17, false),
                new Instruction.Query(null),
                new Instruction.Query(ID),
                new Instruction.Cancel(ID, 17),
                new Instruction.Pause(null),
                new Instruction.Resume(ID, 17),
                new Instruction.Stop("me", "because"),
                new Instruction.Clear("me"))) {
            messages.put("instant " + said, Map.entry(Kind.INSTANT, codec.instant(new InstantMessage("1", said))));
        }
        messages.put(
                "site/controller",
                Map.entry(
                        Kind.SITE_CONTROLLER,
                        codec.site(new Site.Controller("1.0", "main", Presence.ONLINE, 3, "http://x", NOON))));
        messages.put(
                "site/stop", Map.entry(Kind.SITE_STOP, codec.site(new Site.Stop("1.0", true, 3, "me", "because"))));
        messages.put(
                "site/clock", Map.entry(Kind.SITE_CLOCK, codec.site(new Site.Clock("1.0", "SIM", 2, NOON, NOON, 1))));
        messages.put("site/clock/ack", Map.entry(Kind.SITE_CLOCK_ACK, codec.site(new Site.TickDone("1.0", "main", 1))));
        return messages.entrySet().stream()
                .map(message -> DynamicTest.dynamicTest(
                        message.getKey(),
                        () -> assertThat(schemas.complaints(
                                        message.getValue().getKey(),
                                        message.getValue().getValue()))
                                .isEmpty()));
    }

    private static DeviceState state() {
        return new DeviceState(
                DeviceState.Mode.AUTOMATIC,
                DeviceState.Activity.BUSY,
                "GRINDING",
                new DeviceState.Lease("main", 17, NOON),
                false,
                true,
                Map.of("LID_CLOSED", true),
                Map.of("mortar", new DeviceState.Occupant("S-1", NOON)),
                List.of(new DeviceState.Report(ID, new DeviceEvent.Running("GRINDING", 0.4, 10), NOON)),
                List.of(),
                List.of(new DeviceState.Alert("LOW", DeviceError.Level.WARNING, "CsBr")));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aSchemaRefusesWhatIsNotItsMessage(Kind kind) {
        assertThat(schemas.complaints(kind, "{\"v\":\"2.0\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isNotEmpty();
        assertThat(schemas.complaints(kind, new byte[] {1})).isNotEmpty();
    }
}
