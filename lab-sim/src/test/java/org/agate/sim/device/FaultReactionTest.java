package org.agate.sim.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.agate.robot.device.DeviceError.Level;
import org.agate.robot.sdk.ActionFailed;
import org.agate.sim.clock.SimClock;
import org.agate.sim.fault.Fault;
import org.agate.sim.fault.FaultPlan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each fault of a device, forced by its name: what the device says, and what has become of the powder.
class FaultReactionTest {

    private static final Map<String, Object> DOSE = Map.of("material", "CsBr", "target_mg", 120, "tol_pct", 1);
    private static final Map<String, Object> GRIND = Map.of("force_N", 10, "speed_rpm", 60, "duration_s", 600);

    private final SimClock clock = SimClock.jumping(UnwiredLab.START);
    private final UnwiredLab lab = new UnwiredLab(
            World.inMemory(clock, Map.of("CsBr", 1_000.0)), clock, 7, FaultPlan.none(), Map.of("CsBr", 1.0));

    @BeforeEach
    void dose() throws InterruptedException {
        lab.move("S-1", "arm-1/rack-001", "doser-1/balance");
        lab.act("doser-1", "dose", "S-1", DOSE);
    }

    private double milligrams() {
        return lab.world().vessel("S-1").orElseThrow().milligrams();
    }

    private ActionFailed failure(String device, String action, Map<String, Object> params) {
        return catchThrowableOfType(ActionFailed.class, () -> lab.act(device, action, "S-1", params));
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG_TOOL, WRONG_TOOL, CRITICAL",
        "SLOT_OCCUPIED, SLOT_OCCUPIED, CRITICAL",
        "SLOT_EMPTY, SLOT_EMPTY, CRITICAL"
    })
    void aMoveThatCannotBeDoneLeavesTheVialWhereItStands(Fault fault, String code, Level level) {
        lab.faults().force(fault, "arm-1");
        var failed = failure("arm-1", "move", Map.of("from", "doser-1/balance", "to", "mixer-1/holder"));
        assertThat(failed.error().code()).isEqualTo(code);
        assertThat(failed.error().level()).isEqualTo(level);
        assertThat(lab.world().vessel("S-1").orElseThrow().position()).isEqualTo("doser-1/balance");
    }

    @Test
    void aVialThatFallsIsGoneAndNoOtherComesInItsPlace() throws InterruptedException {
        lab.faults().force(Fault.GRIP_LOST, "arm-1");
        var failed = failure("arm-1", "move", Map.of("from", "doser-1/balance", "to", "arm-1/rack-001"));
        assertThat(failed.error().level()).isEqualTo(Level.FATAL);
        assertThat(failed.error().retry()).isEqualTo("AFTER_CLEAR");
        assertThat(lab.world().vessel("S-1")).isEmpty();
        assertThat(failure("arm-1", "move", Map.of("from", "arm-1/rack-001", "to", "mixer-1/holder"))
                        .error()
                        .code())
                .isEqualTo("SLOT_EMPTY");
    }

    @ParameterizedTest
    @CsvSource({"WRONG_MATERIAL, WRONG_MATERIAL, 0", "OVERDOSE, OVERDOSE, 1"})
    void aDoseThatFailsSaysWhatHasFallen(Fault fault, String code, int fell) {
        double before = milligrams();
        lab.faults().force(fault, "doser-1");
        var failed = failure("doser-1", "dose", DOSE);
        assertThat(failed.error().code()).isEqualTo(code);
        double said = ((Number) java.util.Objects.requireNonNull(failed.result().get("net_mg"))).doubleValue();
        assertThat(said).isCloseTo(milligrams() - before, org.assertj.core.api.Assertions.within(1.0));
        assertThat(said > 130).isEqualTo(fell == 1);
    }

    @Test
    void anEmptyHopperIsSaidAndNothingFallsFromNowhere() throws InterruptedException {
        ActionFailed failed = null;
        for (int i = 0; i < 12 && failed == null; i++) {
            failed = failure("doser-1", "dose", DOSE);
        }
        assertThat(failed).isNotNull();
        assertThat(java.util.Objects.requireNonNull(failed).error().code()).isEqualTo("HOPPER_EMPTY");
        assertThat(lab.world().hopper("CsBr")).isNotNegative();
        assertThat(milligrams() + lab.world().hopper("CsBr"))
                .isCloseTo(1_000, org.assertj.core.api.Assertions.within(1e-6));
    }

    private double weighed(String figure) throws InterruptedException {
        return ((Number) java.util.Objects.requireNonNull(
                        lab.act("doser-1", "weigh", "S-1", Map.of()).get(figure)))
                .doubleValue();
    }

    @Test
    void aBalanceKeepsItsZeroOverARestartUnlessItHasThatFault() throws InterruptedException {
        var near = org.assertj.core.api.Assertions.within(2.0);
        double vessel = weighed("gross_mg") - weighed("net_mg");
        lab.device("doser-1").powerOn().run();
        assertThat(weighed("net_mg")).isCloseTo(milligrams(), near);
        assertThat(weighed("gross_mg")).isCloseTo(vessel + milligrams(), near);
        lab.faults().force(Fault.REZERO, "doser-1");
        lab.device("doser-1").powerOn().run();
        assertThat(weighed("net_mg")).isCloseTo(0, near);
        assertThat(weighed("gross_mg")).isCloseTo(0, near);
    }

    @Test
    void anUnstableBalanceFailsOrSaysSo() throws InterruptedException {
        lab.faults().force(Fault.UNSTABLE, "doser-1");
        assertThat(failure("doser-1", "weigh", Map.of()).error().code()).isEqualTo("UNSTABLE");
        lab.faults().force(Fault.UNSTABLE, "doser-1");
        var immediate = lab.act("doser-1", "weigh", "S-1", Map.of("mode", "IMMEDIATE"));
        assertThat(immediate).containsEntry("stable", false);
    }

    @Test
    void aSpillLosesPowderAndNeedsAPerson() throws InterruptedException {
        lab.move("S-1", "doser-1/balance", "grinder-1/mortar");
        double before = milligrams();
        lab.faults().force(Fault.SPILL, "grinder-1");
        var failed = failure("grinder-1", "grind", GRIND);
        assertThat(failed.error().code()).isEqualTo("SPILL");
        assertThat(milligrams()).isLessThan(0.95 * before);
    }

    @Test
    void aSlowDeviceTakesSeveralTimesAsLong() throws InterruptedException {
        lab.move("S-1", "doser-1/balance", "mixer-1/holder");
        lab.faults().force(Fault.SLOW, "mixer-1");
        var before = clock.instant();
        lab.act("mixer-1", "mix", "S-1", Map.of("speed_rpm", 600, "duration_s", 100));
        assertThat(java.time.Duration.between(before, clock.instant()).toSeconds())
                .isBetween(300L, 1_000L);
    }

    @ParameterizedTest
    @CsvSource({"OVERTEMP, OVERTEMP", "THERMOCOUPLE_BREAK, THERMOCOUPLE_BREAK"})
    void aFurnaceThatTripsKeepsItsDoorShutUntilItIsCool(Fault fault, String code) throws InterruptedException {
        lab.act("furnace-1", "openDoor", "S-1", Map.of());
        lab.move("S-1", "doser-1/balance", "furnace-1/slot-1");
        lab.act("furnace-1", "closeDoor", "S-1", Map.of());
        lab.faults().force(fault, "furnace-1");
        var hot = Map.<String, Object>of(
                "segments", List.of(Map.of("type", "RAMP", "target_C", 325, "rate_C_per_min", 10)));
        var failed = failure("furnace-1", "heat", hot);
        assertThat(failed.error().code()).isEqualTo(code);
        assertThat(failed.error().retry()).isEqualTo("AFTER_CLEAR");
        assertThat(lab.device("furnace-1").sensors().interlocks())
                .containsEntry("DOOR_SAFE", lab.world().celsius("furnace-1") <= 100);
        assertThat(failure("arm-1", "move", Map.of("from", "furnace-1/slot-1", "to", "arm-1/rack-001"))
                        .error()
                        .code())
                .isEqualTo("DOOR_CLOSED");
    }

    @Test
    void aDarkLampFailsAndBlurShowsInTheSharpness() throws InterruptedException {
        lab.move("S-1", "doser-1/balance", "camera-1/stage");
        double sharp = sharpness();
        lab.faults().force(Fault.BLUR, "camera-1");
        assertThat(sharpness()).isLessThan(0.7 * sharp);
        lab.faults().force(Fault.LAMP_OFF, "camera-1");
        assertThat(failure("camera-1", "capture", Map.of("n", 1)).error().code())
                .isEqualTo("LAMP_OFF");
    }

    private double sharpness() throws InterruptedException {
        var images = (List<?>) java.util.Objects.requireNonNull(
                lab.act("camera-1", "capture", "S-1", Map.of("n", 1)).get("images"));
        return ((Number) java.util.Objects.requireNonNull(((Map<?, ?>) images.getFirst()).get("sharpness")))
                .doubleValue();
    }

    @Test
    void aScanGivesAPatternOrSaysThatItsFileDidNotCome() throws InterruptedException {
        lab.move("S-1", "doser-1/balance", "xrd-1/stage");
        var program = Map.<String, Object>of("program", "10-100_2-minutes");
        assertThat(lab.act("xrd-1", "scan", "S-1", program).get("file"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("media", "text/plain");
        lab.faults().force(Fault.EXPORT_FAILED, "xrd-1");
        assertThat(failure("xrd-1", "scan", program).error().code()).isEqualTo("EXPORT_FAILED");
    }

    @Test
    void powderThatBridgesIsTappedLooseOrTheDoseEndsWithWhatHasFallen() {
        int ended = 0;
        for (int i = 0; i < 40 && lab.world().hopper("CsBr") > 200; i++) {
            lab.faults().force(Fault.BRIDGED, "doser-1");
            try {
                lab.act("doser-1", "dose", "S-1", Map.of("material", "CsBr", "target_mg", 5, "tol_pct", 5));
            } catch (ActionFailed e) {
                // A cohesive powder may also come down as an avalanche.
                assertThat(e.error().code()).isIn("FLOW_TOO_LOW", "OVERDOSE");
                ended += e.error().code().equals("FLOW_TOO_LOW") ? 1 : 0;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        // Four taps fail with 0.2 each: once in six hundred.
        assertThat(ended).isLessThan(3);
    }
}
