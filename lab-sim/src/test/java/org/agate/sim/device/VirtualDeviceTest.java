package org.agate.sim.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.agate.robot.device.Command;
import org.agate.robot.sdk.ActionFailed;
import org.agate.robot.sdk.Bench;
import org.agate.sim.clock.JumpingClock;
import org.agate.sim.scenario.Scenario;
import org.agate.sim.world.Phase;
import org.agate.sim.world.Synthesis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VirtualDeviceTest {

    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

    private final JumpingClock clock = new JumpingClock(START);

    @TempDir
    Path folder;

    private World world(long seed) {
        return new World(seed, Scenario.cspbbr3().hoppers(), null);
    }

    private Map<String, VirtualDevice> bench(World world) {
        var devices = new LinkedHashMap<String, VirtualDevice>();
        VirtualBench.devices(
                        2,
                        2,
                        world,
                        clock,
                        (vessel, preset, shot, random) -> new byte[] {1},
                        (content, media) -> Map.of("sha256", "x"))
                .forEach(device -> devices.put(device.id().value(), device));
        return devices;
    }

    private Map<String, Object> act(
            Map<String, VirtualDevice> bench, String device, String action, String sample, Map<String, Object> params)
            throws InterruptedException {
        var command = new Command(UUID.randomUUID(), action, params, 1, START, 30, sample, null, false);
        var handler = Objects.requireNonNull(
                Objects.requireNonNull(bench.get(device)).handlers().get(action));
        return Bench.perform(handler, command);
    }

    private void move(Map<String, VirtualDevice> bench, String sample, String from, String to)
            throws InterruptedException {
        act(bench, "arm-1", "move", sample, Map.of("from", from, "to", to));
    }

    @Test
    void dosesComeCloseToTheirTargetAndTheBalanceSaysHowClose() throws InterruptedException {
        var world = world(7);
        var bench = bench(world);
        var errors = new ArrayList<Double>();
        for (int i = 1; i <= 60; i++) {
            var sample = "S-%05d".formatted(i);
            var home = "arm-1/rack-%03d".formatted(i);
            move(bench, sample, home, "doser-1/balance");
            var result =
                    act(bench, "doser-1", "dose", sample, Map.of("material", "CsBr", "target_mg", 120, "tol_pct", 1));
            double truth = world.vessel(sample).orElseThrow().milligrams();
            assertThat((Double) result.get("net_mg")).isCloseTo(truth, within(1.0));
            errors.add(truth - 120);
            move(bench, sample, "doser-1/balance", home);
        }
        assertThat(errors.stream().mapToDouble(Math::abs).average().orElseThrow())
                .isLessThan(3);
        assertThat(world.hopper("CsBr")).isCloseTo(500_000 - 60 * 120, within(200.0));
    }

    @Test
    void aWholeSynthesisComesCloseToTheNoiselessModelLessWhatStaysInTheMortar() throws InterruptedException {
        var world = world(3);
        var bench = bench(world);
        var ideal = new Synthesis(0.9, 8, 15, 100, 60, 325, 60);
        double ratioMass = 0.9 * 212.81 / (0.9 * 212.81 + 367.01);
        move(bench, "S-1", "arm-1/rack-001", "doser-1/balance");
        act(bench, "doser-1", "dose", "S-1", Map.of("material", "CsBr", "target_mg", 300 * ratioMass, "tol_pct", 1));
        act(
                bench,
                "doser-1",
                "dose",
                "S-1",
                Map.of("material", "PbBr2", "target_mg", 300 * (1 - ratioMass), "tol_pct", 1));
        move(bench, "S-1", "doser-1/balance", "mixer-1/holder");
        act(bench, "mixer-1", "mix", "S-1", Map.of("speed_rpm", 600, "duration_s", 480));
        move(bench, "S-1", "mixer-1/holder", "grinder-2/mortar");
        act(bench, "grinder-2", "grind", "S-1", Map.of("force_N", 15, "speed_rpm", 100, "duration_s", 3600));
        move(bench, "S-1", "grinder-2/mortar", "furnace-1/chamber");
        var before = clock.now();
        act(bench, "furnace-1", "heat", "S-1", Map.of("target_C", 325, "rate_C_per_min", 10, "hold_s", 3600));
        assertThat(java.time.Duration.between(before, clock.now()).toMillis()).isCloseTo(7_200_000L, within(1_000L));
        var made = world.vessel("S-1").orElseThrow().charge();
        assertThat(made.yield()).isCloseTo(ideal.product().yield() * 0.98 * 0.98, within(0.06));
        assertThat(made.massShare(Phase.CSPBBR3)).isBetween(0.35, 0.75);
    }

    @Test
    void theSameSeedGivesTheSameNoiseWhateverElseHappened() throws InterruptedException {
        var results = new ArrayList<Object>();
        for (var others : List.of(0, 5)) {
            var bench = bench(world(11));
            for (int i = 0; i < others; i++) {
                move(bench, "S-other-" + i, "arm-1/rack-10" + i, "mixer-1/holder");
                move(bench, "S-other-" + i, "mixer-1/holder", "arm-1/rack-10" + i);
            }
            move(bench, "S-1", "arm-1/rack-001", "doser-1/balance");
            results.add(act(bench, "doser-1", "dose", "S-1", Map.of("material", "CsBr", "target_mg", 120, "tol_pct", 1))
                    .get("net_mg"));
        }
        assertThat(results.get(0)).isEqualTo(results.get(1));
    }

    @Test
    void anArmRefusesWhatIsNotThereAndWhatIsTaken() throws InterruptedException {
        var bench = bench(world(7));
        move(bench, "S-1", "arm-1/rack-001", "mixer-1/holder");
        assertThatThrownBy(() -> move(bench, "S-2", "arm-1/rack-002", "mixer-1/holder"))
                .isInstanceOf(ActionFailed.class)
                .hasMessageContaining("SLOT_OCCUPIED");
        assertThatThrownBy(() -> move(bench, "S-1", "arm-1/rack-001", "grinder-1/mortar"))
                .isInstanceOf(ActionFailed.class)
                .hasMessageContaining("SLOT_EMPTY");
        assertThatThrownBy(() -> act(
                        bench, "grinder-1", "grind", "S-1", Map.of("force_N", 10, "speed_rpm", 60, "duration_s", 60)))
                .hasMessageContaining("NO_VESSEL");
    }

    @Test
    void powderDoesNotVanishWhenTheLaboratoryRestarts() throws InterruptedException {
        var file = folder.resolve("world.json");
        var first = new World(7, Scenario.cspbbr3().hoppers(), file);
        var bench = bench(first);
        move(bench, "S-1", "arm-1/rack-001", "doser-1/balance");
        act(bench, "doser-1", "dose", "S-1", Map.of("material", "CsBr", "target_mg", 120, "tol_pct", 1));
        var second = new World(7, Scenario.cspbbr3().hoppers(), file);
        var before = first.vessel("S-1").orElseThrow();
        var after = second.vessel("S-1").orElseThrow();
        assertThat(after.position()).isEqualTo(before.position());
        assertThat(after.milligrams()).isEqualTo(before.milligrams());
        assertThat(second.hopper("CsBr")).isCloseTo(first.hopper("CsBr"), within(40.0));
    }
}
