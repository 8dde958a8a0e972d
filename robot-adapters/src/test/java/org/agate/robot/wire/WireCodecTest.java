package org.agate.robot.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.agate.robot.device.Command;
import org.agate.robot.device.ContractBroken;
import org.agate.robot.device.DeviceError;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.DeviceState;
import org.agate.robot.device.Instruction;
import org.agate.robot.device.Presence;
import org.agate.robot.device.RejectCode;
import org.agate.robot.family.DeviceFamily;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireCodecTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");
    private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");

    private final WireCodec codec = new WireCodec();
    private final Header header = new Header("1.0", new DeviceId("grinder-1"), "b7c1", 3, NOON);

    static List<DeviceEvent> events() {
        return List.of(
                new DeviceEvent.Accepted(),
                new DeviceEvent.Rejected(RejectCode.BUSY, "the device is BUSY"),
                new DeviceEvent.Running("GRINDING", 0.42, 1040),
                new DeviceEvent.Paused(0.5),
                new DeviceEvent.Succeeded(Map.of("rotations", 1800)),
                new DeviceEvent.Failed(DeviceError.critical("OVERFORCE", "41.2 N > 40 N"), Map.of("rotations", 311)),
                new DeviceEvent.Canceled(),
                new DeviceEvent.Aborted("stop"),
                new DeviceEvent.Interrupted(false));
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventSurvivesTheWire(DeviceEvent event) {
        var received = codec.readEvent(codec.event(header, ID, event));
        assertThat(received.body()).isEqualTo(new WireCodec.EventMessage(ID, event));
        assertThat(received.header()).isEqualTo(header);
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventSurvivesInARetainedState(DeviceEvent event) {
        var state = new DeviceState(
                DeviceState.Mode.AUTOMATIC,
                DeviceState.Activity.BUSY,
                "GRINDING",
                new DeviceState.Lease("main", 17, NOON),
                false,
                true,
                Map.of("LID_CLOSED", true, "TOOL", "pestle"),
                Map.of("mortar", new DeviceState.Occupant("S-00042", NOON)),
                List.of(new DeviceState.Report(ID, event, NOON)),
                List.of(),
                List.of(new DeviceState.Alert("HOPPER_LOW", DeviceError.Level.WARNING, "CsBr")));
        assertThat(codec.readState(codec.state(header, state)).body()).isEqualTo(state);
    }

    @ParameterizedTest
    @EnumSource(DeviceFamily.class)
    void everyFamilysFactsheetSurvivesTheWire(DeviceFamily family) {
        var sheet = family.factsheet("x", "y", "z", true, List.of("slot"));
        assertThat(codec.readFactsheet(codec.factsheet(header, sheet)).body()).isEqualTo(sheet);
    }

    @Test
    void theCommandOfTheProtocolsExampleIsUnderstood() {
        var payload = """
                {"v":"1.0","commandId":"01930000-0000-7000-8000-000000000001","action":"grind",
                 "params":{"force_N":10,"speed_rpm":60,"duration_s":1800},"epoch":17,"issued":"2026-11-22T12:00:00.123Z",
                 "ttl_s":30,"sample":"S-00042","reply":"sdl/v1/c/main/reply/grinder-1","somethingNew":[1]}
                """;
        var command = codec.readCommand(payload.getBytes(UTF_8));
        assertThat(command.commandId()).isEqualTo(ID);
        assertThat(command.params()).containsEntry("duration_s", 1800);
        assertThat(command.dryRun()).isFalse();
        assertThat(command.expired(NOON.plusSeconds(31))).isTrue();
        assertThat(command.expired(NOON.plusSeconds(29))).isFalse();
    }

    @Test
    void aCommandIsTheSameWhateverTheSpellingOfItsNumbers() {
        var ten = new Command(
                ID, "grind", Map.of("force_N", 10, "list", List.of(1, 2)), 1, NOON, 30, null, null, null, false);
        var tenPointZero = new Command(
                ID, "grind", Map.of("list", List.of(1.0, 2), "force_N", 10.0), 2, NOON, 9, null, null, null, false);
        var eleven = new Command(
                ID, "grind", Map.of("force_N", 11, "list", List.of(1, 2)), 1, NOON, 30, null, null, null, false);
        assertThat(ten.sameContent(tenPointZero)).isTrue();
        assertThat(ten.sameContent(eleven)).isFalse();
    }

    @Test
    void instructionsAndSiteMessagesSurviveTheWire() {
        var lease = new WireCodec.InstantMessage("1", new Instruction.TakeLease("main", 30, 17, false));
        assertThat(codec.readInstant(codec.instant(lease))).isEqualTo(lease);
        var cancel = new WireCodec.InstantMessage("2", new Instruction.Cancel(ID, 17));
        assertThat(codec.readInstant(codec.instant(cancel))).isEqualTo(cancel);
        var clock = new Site.Clock("1.0", "SIM", 2000, NOON, NOON, 4);
        assertThat(codec.readSite(codec.site(clock), Site.Clock.class)).isEqualTo(clock);
        assertThat(clock.at(NOON.plusSeconds(2))).isEqualTo(NOON.plusSeconds(4000));
        assertThat(codec.readConnection(codec.connection(header, Presence.LOST), NOON)
                        .body())
                .isEqualTo(Presence.LOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "not json", "[1,2]", "{}", "{\"v\":\"1.0\"}", "{\"v\":\"2.0\",\"commandId\":\"x\"}", "null"})
    void rubbishIsRefusedWithAClearError(String payload) {
        assertThatThrownBy(() -> codec.readCommand(payload.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        ContractBroken.class,
                        broken -> assertThat(broken.code()).isEqualTo("wire.schema"))
                .hasMessageContaining("Maybe");
    }

    @Test
    void topicsAreTakenApartAgain() {
        var topics = Topics.usual();
        var address = new Topics.Address(new DeviceId("grinder-1"), Topics.Channel.EVENT);
        assertThat(topics.parse("sdl/v1/d/grinder-1/event")).contains(address);
        assertThat(topics.parse(topics.of(address.device(), address.channel()))).contains(address);
        assertThat(topics.parse("sdl/v1/site/clock")).isEmpty();
        assertThat(topics.parse("other/v1/d/grinder-1/event")).isEmpty();
    }
}
