package org.agate.orchestrator.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.agate.orchestrator.device.Reservations.Claim;
import org.agate.robot.controller.DeviceView;
import org.agate.robot.device.Presence;
import org.agate.robot.family.DeviceFamily;
import org.junit.jupiter.api.Test;

class ReservationsTest {

    private static final UUID ONE = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);

    private final Reservations reservations = new Reservations();
    private final List<DeviceView> devices = List.of(
            FloorPlanTest.device(DeviceFamily.GRINDER, "grinder-1", "mortar", Presence.ONLINE),
            FloorPlanTest.device(DeviceFamily.GRINDER, "grinder-2", "mortar", Presence.ONLINE),
            FloorPlanTest.device(DeviceFamily.MIXER, "mixer-1", "cup", Presence.ONLINE));
    private final Set<String> busy = new HashSet<>();

    private void claim(UUID run, String... families) {
        reservations.claim(new Claim(run, "step", "S-1", List.of(families), () -> {}));
    }

    private List<UUID> serve() {
        return reservations
                .serve(devices, (claim, view) -> !busy.contains(view.device().value()))
                .stream()
                .map(Claim::run)
                .toList();
    }

    @Test
    void aClaimGetsAllItsDevicesAtOnceOrNone() {
        busy.add("mixer-1");
        claim(ONE, "grinder", "mixer");
        assertThat(serve()).isEmpty();
        assertThat(reservations.barredFor(OTHER, devices))
                .as("nothing is held meanwhile")
                .isEmpty();
        busy.clear();
        assertThat(serve()).containsExactly(ONE);
        assertThat(reservations.barredFor(OTHER, devices)).containsExactlyInAnyOrder("grinder-1", "mixer-1");
        assertThat(reservations.barredFor(ONE, devices))
                .as("the holder uses what it holds, not its neighbour")
                .containsExactly("grinder-2");
    }

    @Test
    void whatIsGivenBackGoesToWhoeverWaitsLongest() {
        claim(ONE, "mixer");
        claim(OTHER, "mixer");
        assertThat(serve()).containsExactly(ONE);
        assertThat(serve()).isEmpty();
        reservations.release(ONE, "step");
        assertThat(serve()).containsExactly(OTHER);
        reservations.forget(OTHER);
        assertThat(reservations.barredFor(ONE, devices)).isEmpty();
    }

    @Test
    void runsThatWantTheSameDevicesInOppositeOrderNeverWaitForEachOther() {
        var random = new SplittableRandom(7);
        for (int trial = 0; trial < 500; trial++) {
            var lab = new Reservations();
            var waiting = new ArrayList<>(List.of(
                    new Claim(ONE, "step", "S-1", List.of("grinder", "mixer"), () -> {}),
                    new Claim(OTHER, "step", "S-1", List.of("mixer", "grinder"), () -> {})));
            var held = new ArrayList<Claim>();
            int rounds = 0;
            while (!waiting.isEmpty() || !held.isEmpty() || !lab.waiting().isEmpty()) {
                if (!waiting.isEmpty() && random.nextBoolean()) {
                    lab.claim(waiting.remove(random.nextInt(waiting.size())));
                }
                held.addAll(lab.serve(devices, (claim, view) -> true));
                if (!held.isEmpty() && random.nextBoolean()) {
                    var done = held.removeFirst();
                    lab.release(done.run(), done.stepPath());
                }
                assertThat(rounds++).as("trial %d", trial).isLessThan(100);
            }
        }
    }
}
