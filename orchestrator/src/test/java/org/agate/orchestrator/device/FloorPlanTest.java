package org.agate.orchestrator.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.agate.orchestrator.device.FloorPlan.Decision;
import org.agate.orchestrator.sample.Condition;
import org.agate.orchestrator.sample.Sample;
import org.agate.robot.controller.DeviceView;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.DeviceState;
import org.agate.robot.device.Presence;
import org.agate.robot.device.Recovery;
import org.agate.robot.family.DeviceFamily;
import org.agate.workflows.action.ActionRequest;
import org.agate.workflows.action.FailurePolicy;
import org.junit.jupiter.api.Test;

class FloorPlanTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final List<DeviceView> devices = new ArrayList<>(List.of(
            device(DeviceFamily.ARM, "arm-1", "rack-001", Presence.ONLINE),
            device(DeviceFamily.GRINDER, "grinder-1", "mortar", Presence.ONLINE),
            device(DeviceFamily.GRINDER, "grinder-2", "mortar", Presence.ONLINE)));
    private final Set<DeviceId> busy = new HashSet<>();
    private final Set<String> taken = new HashSet<>();

    static DeviceView device(DeviceFamily family, String id, String slot, Presence presence) {
        return device(family, id, slot, presence, Map.of());
    }

    private static DeviceView device(
            DeviceFamily family, String id, String slot, Presence presence, Map<String, Object> interlocks) {
        var sheet = family.factsheet("x", "y", "z", true, List.of(slot));
        var state = new DeviceState(
                DeviceState.Mode.AUTOMATIC,
                DeviceState.Activity.IDLE,
                null,
                new DeviceState.Lease("main", 1, NOON),
                false,
                true,
                interlocks,
                Map.of(),
                List.of(),
                List.of(),
                List.of());
        return new DeviceView(
                new DeviceId(id),
                presence,
                NOON,
                "s",
                Optional.of(sheet),
                Optional.of(state),
                presence == Presence.ONLINE,
                NOON,
                Duration.ZERO);
    }

    private static Sample at(@org.jspecify.annotations.Nullable String position) {
        return new Sample("S-1", 1L, "experiment", "arm-1/rack-001", position, Condition.GOOD, NOON);
    }

    private Decision decide(String family, String action, Map<String, String> params, Sample sample) {
        return new FloorPlan(devices, busy, taken::contains)
                .decide(new ActionRequest("r", "p", "S-1", family, action, params, FailurePolicy.FAIL, false), sample);
    }

    private Decision moveToGrinder() {
        return decide("arm", "move", Map.of("to", "grinder"), at("arm-1/rack-001"));
    }

    @Test
    void aMoveTakesTheFirstFreeSlotOfTheFamily() {
        taken.add("grinder-1/mortar");
        assertThat(moveToGrinder())
                .isEqualTo(new Decision.Go(
                        new DeviceId("arm-1"),
                        Map.of("from", "arm-1/rack-001", "to", "grinder-2/mortar"),
                        "grinder-2/mortar",
                        Recovery.LOCATE_THEN_DECIDE));
    }

    @Test
    void aMoveWaitsAndSaysWhyWhenNothingIsFree() {
        taken.addAll(List.of("grinder-1/mortar", "grinder-2/mortar"));
        assertThat(moveToGrinder()).isEqualTo(new Decision.Wait("every grinder is taken"));
        busy.add(new DeviceId("arm-1"));
        assertThat(moveToGrinder()).isEqualTo(new Decision.Wait("arm-1 is busy"));
    }

    @Test
    void aLostDeviceIsNotChosen() {
        devices.set(1, device(DeviceFamily.GRINDER, "grinder-1", "mortar", Presence.LOST));
        assertThat(moveToGrinder())
                .isInstanceOfSatisfying(
                        Decision.Go.class,
                        go -> assertThat(go.target()).isEqualTo("grinder-2/mortar", Recovery.LOCATE_THEN_DECIDE));
    }

    @Test
    void anActionGoesToTheDeviceWhereTheSampleStandsInItsUnits() {
        var decision = decide(
                "grinder",
                "grind",
                Map.of("force_N", "10 N", "speed_rpm", "60 /min", "duration_s", "2 h"),
                at("grinder-2/mortar"));
        assertThat(decision)
                .isEqualTo(new Decision.Go(
                        new DeviceId("grinder-2"),
                        Map.of("force_N", 10.0, "speed_rpm", 60.0, "duration_s", 7200.0),
                        null,
                        Recovery.ATTACHABLE));
    }

    @Test
    void aWrongUnitAndAValueOutOfRangeAreRefused() {
        var wrong = Map.of("force_N", "10 kg", "speed_rpm", "60 /min", "duration_s", "2 h");
        assertThat(decide("grinder", "grind", wrong, at("grinder-1/mortar")))
                .isInstanceOfSatisfying(
                        Decision.Refuse.class,
                        refuse -> assertThat(refuse.code()).isEqualTo("workflow.unit.incompatible"));
        var strong = Map.of("force_N", "400 N", "speed_rpm", "60 /min", "duration_s", "2 h");
        assertThat(decide("grinder", "grind", strong, at("grinder-1/mortar")))
                .isInstanceOfSatisfying(
                        Decision.Refuse.class,
                        refuse -> assertThat(refuse.text()).contains("400"));
    }

    @Test
    void nothingIsTakenOutOfADeviceThatWorks() {
        busy.add(new DeviceId("grinder-1"));
        assertThat(decide("arm", "move", Map.of("to", "home"), at("grinder-1/mortar")))
                .isEqualTo(new Decision.Wait("grinder-1 is busy"));
    }

    @Test
    void aLostSampleIsRefused() {
        assertThat(decide("arm", "move", Map.of("to", "home"), at(null)))
                .isInstanceOfSatisfying(
                        Decision.Refuse.class,
                        refuse -> assertThat(refuse.code()).isEqualTo("SAMPLE_LOST"));
    }

    private static DeviceView furnace(boolean closed, boolean safe) {
        return device(
                DeviceFamily.FURNACE,
                "furnace-1",
                "slot-1",
                Presence.ONLINE,
                Map.of("DOOR_CLOSED", closed, "DOOR_SAFE", safe));
    }

    @Test
    void aDoorIsOpenedBeforeAVialGoesIn() {
        devices.add(furnace(true, true));
        assertThat(decide("arm", "move", Map.of("to", "furnace"), at("arm-1/rack-001")))
                .isEqualTo(new Decision.Prepare(new DeviceId("furnace-1"), "openDoor"));
    }

    @Test
    void aVialWaitsBehindADoorThatIsTooHotToOpen() {
        devices.add(furnace(true, false));
        assertThat(decide("arm", "move", Map.of("to", "home"), at("furnace-1/slot-1")))
                .isEqualTo(new Decision.Wait("furnace-1 is too hot to open"));
    }

    @Test
    void aDoorIsClosedBeforeTheFurnaceHeatsAndSegmentsCarryTheirUnits() {
        devices.add(furnace(false, true));
        var program = Map.of("segments", """
                [{"type": "RAMP", "target_C": "325 Cel", "rate_C_per_min": "10 K/min"},
                 {"type": "DWELL", "duration_s": "1 h"}]""");
        assertThat(decide("furnace", "heat", program, at("furnace-1/slot-1")))
                .isEqualTo(new Decision.Prepare(new DeviceId("furnace-1"), "closeDoor"));
        devices.set(3, furnace(true, true));
        assertThat(decide("furnace", "heat", program, at("furnace-1/slot-1")))
                .isEqualTo(new Decision.Go(
                        new DeviceId("furnace-1"),
                        Map.of(
                                "segments",
                                List.of(
                                        Map.of("type", "RAMP", "target_C", 325.0, "rate_C_per_min", 10.0),
                                        Map.of("type", "DWELL", "duration_s", 3600.0))),
                        null,
                        Recovery.ATTACHABLE));
    }
}
