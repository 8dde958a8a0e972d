package org.agate.orchestrator.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.agate.workflows.action.Terms;
import org.junit.jupiter.api.Test;

class FloorPlanTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final List<DeviceView> devices = new ArrayList<>(List.of(
            device(DeviceFamily.ARM, "arm-1", "rack-001", Presence.ONLINE),
            device(DeviceFamily.GRINDER, "grinder-1", "mortar", Presence.ONLINE),
            device(DeviceFamily.GRINDER, "grinder-2", "mortar", Presence.ONLINE)));
    private final Map<DeviceId, String> busy = new HashMap<>();
    private final Map<DeviceId, String> shut = new HashMap<>();
    private final Map<DeviceId, String> batches = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    static DeviceView device(DeviceFamily family, String id, String slot, Presence presence) {
        return device(family, id, slot, presence, Map.of());
    }

    private static DeviceView device(
            DeviceFamily family, String id, String slot, Presence presence, Map<String, Object> interlocks) {
        return device(family, id, List.of(slot), presence, interlocks);
    }

    private static DeviceView device(
            DeviceFamily family, String id, List<String> slots, Presence presence, Map<String, Object> interlocks) {
        var sheet = family.factsheet("x", "y", "z", true, slots);
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
                Duration.ZERO,
                false,
                Map.of());
    }

    private static Sample at(@org.jspecify.annotations.Nullable String position) {
        return new Sample("S-1", 1L, "experiment", "arm-1/rack-001", position, Condition.GOOD, NOON);
    }

    private Decision decide(String family, String action, Map<String, String> params, Sample sample) {
        return new FloorPlan(
                        devices, busy, taken::contains, shut, view -> Optional.ofNullable(batches.get(view.device())))
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
        assertThat(moveToGrinder())
                .isEqualTo(new Decision.Wait(
                        "every grinder is taken: grinder-1 holds a vial, grinder-2 holds a vial", "grinder"));
        busy.put(new DeviceId("arm-1"), "busy");
        assertThat(moveToGrinder()).isEqualTo(new Decision.Wait("arm-1 is busy"));
    }

    private Decision moveToFurnace(@org.jspecify.annotations.Nullable String batch) {
        var terms = new Terms(FailurePolicy.FAIL, null, null, batch, 0);
        return new FloorPlan(
                        devices, busy, taken::contains, shut, view -> Optional.ofNullable(batches.get(view.device())))
                .decide(
                        new ActionRequest("r", "p", "S-1", "arm", "move", Map.of("to", "furnace"), terms, false),
                        at("arm-1/rack-001"));
    }

    @Test
    void aVialJoinsOthersOfItsBatchAndNobodyElse() {
        devices.add(furnace("furnace-1", List.of("slot-1", "slot-2")));
        devices.add(furnace("furnace-2", List.of("slot-1", "slot-2")));
        taken.add("furnace-2/slot-1");
        batches.put(new DeviceId("furnace-2"), "325 Cel");
        assertThat(moveToFurnace("325 Cel"))
                .isInstanceOfSatisfying(
                        Decision.Go.class, go -> assertThat(go.target()).isEqualTo("furnace-2/slot-2"));
        assertThat(moveToFurnace("400 Cel"))
                .isInstanceOfSatisfying(
                        Decision.Go.class, go -> assertThat(go.target()).isEqualTo("furnace-1/slot-1"));
        assertThat(moveToFurnace(null))
                .isInstanceOfSatisfying(
                        Decision.Go.class, go -> assertThat(go.target()).isEqualTo("furnace-1/slot-1"));
        taken.add("furnace-1/slot-1");
        assertThat(moveToFurnace("400 Cel")).isInstanceOf(Decision.Wait.class);
    }

    @Test
    void aStepThatShallTryAnotherDeviceHasItsVialBroughtThereAlsoFromTheRack() {
        var plan = new FloorPlan(devices, busy, taken::contains, shut, view -> Optional.empty());
        var grind = new ActionRequest("r", "p", "S-1", "grinder", "grind", Map.of(), FailurePolicy.FAIL, false);
        assertThat(plan.isElsewhere(grind, "grinder-1/mortar", Set.of())).isFalse();
        assertThat(plan.isElsewhere(grind, "grinder-1/mortar", Set.of("grinder-1")))
                .isTrue();
        assertThat(plan.isElsewhere(grind, "arm-1/rack-001", Set.of("grinder-1")))
                .isTrue();
        assertThat(plan.isElsewhere(grind, "grinder-2/mortar", Set.of("grinder-1")))
                .isFalse();
    }

    @Test
    void noVialIsBroughtWhereAPersonWantsToWorkButWhatIsThereIsTakenOut() {
        taken.add("grinder-2/mortar");
        shut.put(new DeviceId("grinder-1"), "grinder-1 is asked for by Ada: cleaning");
        assertThat(moveToGrinder())
                .isEqualTo(new Decision.Wait(
                        "every grinder is taken: grinder-1 is asked for by Ada: cleaning, grinder-2 holds a vial",
                        "grinder"));
        assertThat(decide("arm", "move", Map.of("to", "home"), at("grinder-1/mortar")))
                .isInstanceOf(Decision.Go.class);
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
        busy.put(new DeviceId("grinder-1"), "busy");
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

    private static DeviceView furnace(String id, List<String> slots) {
        return device(
                DeviceFamily.FURNACE, id, slots, Presence.ONLINE, Map.of("DOOR_CLOSED", false, "DOOR_SAFE", true));
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
