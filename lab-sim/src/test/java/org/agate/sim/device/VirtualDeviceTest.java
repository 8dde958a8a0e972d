package org.agate.sim.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agate.robot.sdk.ActionFailed;
import org.agate.sim.clock.SimClock;
import org.agate.sim.fault.FaultPlan;
import org.agate.sim.journal.LabJournal;
import org.agate.sim.world.Phase;
import org.agate.sim.world.Synthesis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VirtualDeviceTest {

    private final SimClock clock = SimClock.jumping(UnwiredLab.START);

    private static final Map<String, Double> STOCK = Map.of("CsBr", 500_000.0, "PbBr2", 500_000.0);

    @TempDir
    Path folder;

    private World world() {
        return World.inMemory(clock, STOCK);
    }

    private UnwiredLab bench(World world, long seed) {
        return new UnwiredLab(world, clock, seed, FaultPlan.none(), Map.of());
    }

    @Test
    void dosesComeCloseToTheirTargetAndTheBalanceSaysHowClose() throws InterruptedException {
        var world = world();
        var bench = bench(world, 7);
        var errors = new ArrayList<Double>();
        for (int i = 1; i <= 60; i++) {
            var sample = "S-%05d".formatted(i);
            var home = "arm-1/rack-%03d".formatted(i);
            bench.move(sample, home, "doser-1/balance");
            var result =
                    bench.act("doser-1", "dose", sample, Map.of("material", "CsBr", "target_mg", 120, "tol_pct", 1));
            double truth = world.vessel(sample).orElseThrow().milligrams();
            assertThat((Double) result.get("net_mg")).isCloseTo(truth, within(1.0));
            errors.add(truth - 120);
            bench.move(sample, "doser-1/balance", home);
        }
        assertThat(errors.stream().mapToDouble(Math::abs).average().orElseThrow())
                .isLessThan(3);
        assertThat(world.hopper("CsBr")).isCloseTo(500_000 - 60 * 120, within(200.0));
    }

    @Test
    void aWholeSynthesisComesCloseToTheNoiselessModelLessWhatStaysInTheMortar() throws InterruptedException {
        var world = world();
        var bench = bench(world, 3);
        var ideal = new Synthesis(0.9, 8, 15, 100, 60, 325, 60);
        double ratioMass = 0.9 * 212.81 / (0.9 * 212.81 + 367.01);
        bench.move("S-1", "arm-1/rack-001", "doser-1/balance");
        bench.act("doser-1", "dose", "S-1", Map.of("material", "CsBr", "target_mg", 300 * ratioMass, "tol_pct", 1));
        bench.act(
                "doser-1",
                "dose",
                "S-1",
                Map.of("material", "PbBr2", "target_mg", 300 * (1 - ratioMass), "tol_pct", 1));
        bench.move("S-1", "doser-1/balance", "mixer-1/holder");
        bench.act("mixer-1", "mix", "S-1", Map.of("speed_rpm", 600, "duration_s", 480));
        bench.move("S-1", "mixer-1/holder", "grinder-2/mortar");
        bench.act("grinder-2", "grind", "S-1", Map.of("force_N", 15, "speed_rpm", 100, "duration_s", 3600));
        bench.act("furnace-1", "openDoor", "S-1", Map.of());
        bench.move("S-1", "grinder-2/mortar", "furnace-1/slot-1");
        bench.act("furnace-1", "closeDoor", "S-1", Map.of());
        var before = clock.instant();
        bench.act("furnace-1", "heat", "S-1", UnwiredLab.anneal(325, 3600));
        assertThat(Duration.between(before, clock.instant()).toMillis()).isCloseTo(7_200_000L, within(1_000L));
        var made = world.vessel("S-1").orElseThrow().charge();
        assertThat(made.yield()).isCloseTo(ideal.product().yield() * 0.98 * 0.98, within(0.06));
        assertThat(made.massShare(Phase.CSPBBR3)).isBetween(0.35, 0.75);
    }

    @Test
    void theSameSeedGivesTheSameNoiseWhateverElseHappened() throws InterruptedException {
        var results = new ArrayList<Object>();
        for (var others : List.of(0, 5)) {
            var bench = bench(world(), 11);
            for (int i = 0; i < others; i++) {
                bench.move("S-other-" + i, "arm-1/rack-10" + i, "mixer-1/holder");
                bench.move("S-other-" + i, "mixer-1/holder", "arm-1/rack-10" + i);
            }
            bench.move("S-1", "arm-1/rack-001", "doser-1/balance");
            results.add(bench.act("doser-1", "dose", "S-1", Map.of("material", "CsBr", "target_mg", 120, "tol_pct", 1))
                    .get("net_mg"));
        }
        assertThat(results.get(0)).isEqualTo(results.get(1));
    }

    @Test
    void anArmRefusesWhatIsNotThereAndWhatIsTaken() throws InterruptedException {
        var bench = bench(world(), 7);
        bench.move("S-1", "arm-1/rack-001", "mixer-1/holder");
        assertThatThrownBy(() -> bench.move("S-2", "arm-1/rack-002", "mixer-1/holder"))
                .isInstanceOf(ActionFailed.class)
                .hasMessageContaining("SLOT_OCCUPIED");
        assertThatThrownBy(() -> bench.move("S-1", "arm-1/rack-001", "grinder-1/mortar"))
                .isInstanceOf(ActionFailed.class)
                .hasMessageContaining("SLOT_EMPTY");
        assertThatThrownBy(() -> bench.act(
                        "grinder-1", "grind", "S-1", Map.of("force_N", 10, "speed_rpm", 60, "duration_s", 60)))
                .hasMessageContaining("NO_VESSEL");
    }

    @Test
    void powderDoesNotVanishWhenTheLaboratoryRestarts() throws InterruptedException {
        var file = folder.resolve("journal.jsonl");
        var first = new World(clock, STOCK, List.of(), LabJournal.open(file));
        var bench = bench(first, 7);
        bench.move("S-1", "arm-1/rack-001", "doser-1/balance");
        bench.act("doser-1", "dose", "S-1", Map.of("material", "CsBr", "target_mg", 120, "tol_pct", 1));
        first.close();
        var second = new World(clock, STOCK, LabJournal.read(file), LabJournal.open(file));
        assertThat(second.vessel("S-1").orElseThrow().position()).isEqualTo("doser-1/balance");
        assertThat(second.vessel("S-1").orElseThrow().milligrams())
                .isEqualTo(first.vessel("S-1").orElseThrow().milligrams());
        assertThat(second.hopper("CsBr")).isEqualTo(first.hopper("CsBr"));
    }
}
