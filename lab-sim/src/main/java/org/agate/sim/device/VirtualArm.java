package org.agate.sim.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.agate.robot.family.DeviceFamily;
import org.agate.sim.device.VirtualDevice.Machine;
import org.agate.sim.fault.Fault;

/// Carries vials between positions and spreads powder with a spatula. Its rack holds the vials, fresh and used.
final class VirtualArm implements Machine {

    private static final double SHORTEST_MOVE_S = 20;
    private static final double LONGEST_MOVE_S = 60;
    private static final double HOME_S = 15;
    private static final double TOOL_S = 25;
    private static final double STROKE_S = 2;
    private static final double VIAL_MM = 22;

    private final String id;
    private final Bench bench;
    private final Set<String> behindDoors;

    private VirtualArm(String id, Bench bench, Set<String> behindDoors) {
        this.id = id;
        this.bench = bench;
        this.behindDoors = Set.copyOf(behindDoors);
    }

    /// @param rack how many positions its rack has
    /// @param behindDoors devices that a vial can reach only while their door is open
    static VirtualDevice device(String id, int rack, Set<String> behindDoors, Bench bench) {
        var slots = new ArrayList<String>();
        for (int i = 1; i <= rack; i++) {
            slots.add("rack-%03d".formatted(i));
        }
        return VirtualDevice.of(DeviceFamily.ARM, id, slots, bench, new VirtualArm(id, bench, behindDoors));
    }

    @Override
    public Map<String, Job.Work> works() {
        return Map.of(
                "move", this::move,
                "home", job -> lasting(job, "HOMING", HOME_S),
                "toolChange", job -> lasting(job, "CHANGING", TOOL_S),
                "spread", job -> lasting(job, "SPREADING", STROKE_S * job.number("strokes")));
    }

    private static Map<String, Object> lasting(Job job, String sub, double seconds) throws InterruptedException {
        job.last(sub, seconds);
        return Map.of();
    }

    private Map<String, Object> move(Job job) throws InterruptedException {
        var sample = job.sample();
        var from = job.text("from");
        var to = job.text("to");
        var world = bench.world();
        var vessel = world.vessel(sample);
        if (vessel.isEmpty() && from.startsWith(id + "/") && !world.isGone(sample)) {
            // A rack position that a new sample was given holds a fresh vial.
            vessel = Optional.of(world.place(sample, from));
        }
        if (vessel.isEmpty() || !vessel.get().position().equals(from) || job.strikes(Fault.SLOT_EMPTY)) {
            throw Job.failed("SLOT_EMPTY", "%s is not at %s".formatted(sample, from), Map.of());
        }
        for (var position : List.of(from, to)) {
            var device = position.substring(0, Math.max(0, position.indexOf('/')));
            if (!device.equals(id) && world.isMoving(device)) {
                throw Job.failed("SLOT_OCCUPIED", "%s is at work".formatted(device), Map.of());
            }
            if (behindDoors.contains(device) && !world.isDoorOpen(device)) {
                throw Job.failed("DOOR_CLOSED", "the door of %s is closed".formatted(device), Map.of());
            }
        }
        if (world.standingAt(to).filter(other -> !other.sample().equals(sample)).isPresent()
                || job.strikes(Fault.SLOT_OCCUPIED)) {
            throw Job.failed("SLOT_OCCUPIED", "%s is taken".formatted(to), Map.of());
        }
        if (job.strikes(Fault.WRONG_TOOL)) {
            throw Job.failed("WRONG_TOOL", "the gripper is not mounted", Map.of());
        }
        job.last("MOVING", job.random().nextDouble(SHORTEST_MOVE_S, LONGEST_MOVE_S));
        if (job.strikes(Fault.GRIP_LOST)) {
            job.unless(!world.drop(id, sample));
            throw Job.fatal("GRIP_LOST", "%s fell on the way to %s".formatted(sample, to), Map.of());
        }
        job.unless(!world.move(id, sample, to));
        return Map.of(
                "position", to, "gripper_mm", VIAL_MM + 0.05 * job.random().nextGaussian());
    }
}
