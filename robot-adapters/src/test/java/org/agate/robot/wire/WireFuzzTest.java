package org.agate.robot.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import org.agate.robot.device.Command;
import org.agate.robot.device.ContractBroken;
import org.agate.robot.device.DeviceError;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.DeviceState;
import org.agate.robot.device.Instruction;
import org.agate.robot.device.Presence;
import org.agate.robot.device.RejectCode;
import org.agate.robot.device.Telemetry;
import org.agate.robot.family.DeviceFamily;
import org.agate.robot.testing.JsonMutator;
import org.junit.jupiter.api.Test;

/// Feeds the codec with messages of every type that were mutated at random.
///
/// `-Dagate.fuzz=1000000` chooses how many; the seed is fixed.
class WireFuzzTest {

    private static final int INPUTS = Integer.getInteger("agate.fuzz", 30_000);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID ID = UUID.fromString("01930000-0000-7000-8000-000000000001");
    private final WireCodec codec = new WireCodec();
    private final SplittableRandom random = new SplittableRandom(20261127);
    private final JsonMutator mutator = new JsonMutator(random);

    /// A message and who reads it.
    private record Kind(byte[] valid, Consumer<byte[]> reader) {}

    private List<Kind> kinds() {
        var header = new Header("1.0", new DeviceId("grinder-1"), "b7c1", 3, NOON);
        var kinds = new ArrayList<Kind>();
        kinds.add(new Kind(codec.connection(header, Presence.LOST), codec::readConnection));
        for (var family : DeviceFamily.values()) {
            kinds.add(new Kind(
                    codec.factsheet(header, family.factsheet("x", "y", "z", true, List.of("slot"))),
                    codec::readFactsheet));
        }
        List<DeviceEvent> events = List.of(
                new DeviceEvent.Rejected(RejectCode.BUSY, "the device is BUSY"),
                new DeviceEvent.Running("GRINDING", 0.42, 1040),
                new DeviceEvent.Succeeded(Map.of("rotations", 1800, "log", List.of(Map.of("t", 1)))),
                new DeviceEvent.Failed(DeviceError.critical("OVERFORCE", "41.2 N > 40 N"), Map.of("rotations", 311)),
                new DeviceEvent.Aborted("stop"),
                new DeviceEvent.Interrupted(false));
        events.forEach(event -> kinds.add(new Kind(codec.event(header, ID, event), codec::readEvent)));
        var state = new DeviceState(
                DeviceState.Mode.AUTOMATIC,
                DeviceState.Activity.BUSY,
                "GRINDING",
                new DeviceState.Lease("main", 17, NOON),
                false,
                true,
                Map.of("LID_CLOSED", true, "TOOL", "pestle"),
                Map.of("mortar", new DeviceState.Occupant("S-00042", NOON)),
                List.of(new DeviceState.Report(ID, events.get(1), NOON)),
                List.of(new DeviceState.Report(ID, events.get(3), NOON)),
                List.of(new DeviceState.Alert("HOPPER_LOW", DeviceError.Level.WARNING, "CsBr")));
        kinds.add(new Kind(codec.state(header, state), codec::readState));
        kinds.add(new Kind(
                codec.telemetry(header, new Telemetry(List.of(new Telemetry.Sample(NOON, Map.of("force_N", 9.9))))),
                codec::readTelemetry));
        kinds.add(new Kind(
                codec.command(new Command(
                        ID, "grind", Map.of("force_N", 10), 17, NOON, 30, null, "S-1", "sdl/v1/c/main/reply/x", false)),
                payload -> {
                    codec.addressee(payload);
                    codec.replyTopic(payload);
                    codec.readCommand(payload);
                }));
        for (var instruction : List.of(
                new Instruction.TakeLease("main", 30, 17, false),
                new Instruction.Cancel(ID, 17),
                new Instruction.Stop("Ada", "smoke"))) {
            kinds.add(new Kind(codec.instant(new WireCodec.InstantMessage("1", instruction)), codec::readInstant));
        }
        kinds.add(new Kind(
                codec.site(new Site.Controller("1.0", "main", Presence.ONLINE, 3, "http://x", NOON)),
                payload -> codec.readSite(payload, Site.Controller.class)));
        kinds.add(new Kind(
                codec.site(new Site.Stop("1.0", true, 3, "Ada", "smoke")),
                payload -> codec.readSite(payload, Site.Stop.class)));
        kinds.add(new Kind(
                codec.site(new Site.Clock("1.0", "SIM", 2000, NOON, NOON, 4)),
                payload -> codec.readSite(payload, Site.Clock.class)));
        kinds.add(new Kind(
                codec.site(new Site.TickDone("1.0", "main", 4)),
                payload -> codec.readSite(payload, Site.TickDone.class)));
        return kinds;
    }

    @Test
    void noMutatedMessageMakesAnExceptionThatIsNotOfTheContract() throws IOException {
        var kinds = kinds();
        int refused = 0;
        for (int i = 0; i < INPUTS; i++) {
            var kind = kinds.get(random.nextInt(kinds.size()));
            var payload = mutator.mutated(kind.valid());
            try {
                codec.speaker(payload);
            } catch (ContractBroken e) {
                refused++;
            }
            try {
                kind.reader().accept(payload);
            } catch (ContractBroken e) {
                refused++;
                assertThat(String.valueOf(e.getMessage()).lines()).hasSize(2);
            } catch (RuntimeException | Error e) {
                throw new AssertionError(new String(payload, UTF_8), e);
            }
        }
        assertThat(refused).isBetween(INPUTS / 10, 2 * INPUTS);
    }
}
