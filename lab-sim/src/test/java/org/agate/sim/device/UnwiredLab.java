package org.agate.sim.device;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.agate.robot.device.Command;
import org.agate.robot.family.DeviceFamily;
import org.agate.robot.sdk.Bare;
import org.agate.sim.camera.RenderedPowder;
import org.agate.sim.clock.SimClock;
import org.agate.sim.fault.FaultPlan;

/// A device of every family and a second grinder, without a wire; the clock jumps along.
final class UnwiredLab {

    static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

    private final SimClock clock;
    private final World world;
    private final FaultPlan faults;
    private final Map<String, VirtualDevice> devices = new LinkedHashMap<>();

    UnwiredLab(World world, SimClock clock, long seed, FaultPlan faults, Map<String, Double> cohesion) {
        this.world = world;
        this.clock = clock;
        this.faults = faults;
        var bench = new Bench(world, clock, Noise.usual(seed), faults, cohesion, START, Bench.Outage.none());
        var maker = new VirtualDevices(
                bench,
                new RenderedPowder(),
                (content, media) -> Map.of("sha256", "x", "bytes", content.length, "media", media),
                Set.of("furnace-1"));
        for (var family : DeviceFamily.values()) {
            devices.put(family.word() + "-1", maker.device(family, family.word() + "-1"));
        }
        devices.put("grinder-2", maker.device(DeviceFamily.GRINDER, "grinder-2"));
    }

    World world() {
        return world;
    }

    FaultPlan faults() {
        return faults;
    }

    VirtualDevice device(String id) {
        return Objects.requireNonNull(devices.get(id));
    }

    /// Has a device do something; unwraps what it failed with.
    Map<String, Object> act(String device, String action, String sample, Map<String, Object> params)
            throws InterruptedException {
        var command = new Command(UUID.randomUUID(), action, params, 1, START, 30, null, sample, null, false);
        var handler = Objects.requireNonNull(device(device).handlers().get(action));
        var done = CompletableFuture.supplyAsync(() -> {
            try {
                return Bare.perform(handler, command);
            } catch (InterruptedException e) {
                throw new CompletionException(e);
            }
        });
        while (!done.isDone()) {
            clock.jump();
        }
        try {
            return done.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    void move(String sample, String from, String to) throws InterruptedException {
        act("arm-1", "move", sample, Map.of("from", from, "to", to));
    }

    static Map<String, Object> anneal(double celsius, double holdSeconds) {
        return Map.of(
                "segments",
                List.of(
                        Map.of("type", "RAMP", "target_C", celsius, "rate_C_per_min", 10),
                        Map.of("type", "DWELL", "duration_s", holdSeconds),
                        Map.of("type", "RAMP", "target_C", 25, "rate_C_per_min", 10)));
    }
}
