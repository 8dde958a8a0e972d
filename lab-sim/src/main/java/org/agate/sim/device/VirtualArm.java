package org.agate.sim.device;

import java.util.ArrayList;
import java.util.Map;
import org.agate.robot.device.DeviceError;
import org.agate.robot.family.DeviceFamily;
import org.agate.robot.sdk.ActionFailed;
import org.agate.robot.sdk.ActionHandler;
import org.agate.robot.sdk.Execution;

/// Carries vials between positions and spreads powder with a spatula. Its rack holds the vials, fresh and used.
final class VirtualArm implements ActionHandler {

    private static final int RACK_POSITIONS = 200;
    private static final double SHORTEST_MOVE_S = 20;
    private static final double LONGEST_MOVE_S = 60;
    private static final double STROKE_S = 2;

    private final String id;
    private final World world;
    private final LabTime time;

    private VirtualArm(String id, World world, LabTime time) {
        this.id = id;
        this.world = world;
        this.time = time;
    }

    static VirtualDevice device(String id, World world, LabTime time) {
        var arm = new VirtualArm(id, world, time);
        var slots = new ArrayList<String>();
        for (int i = 1; i <= RACK_POSITIONS; i++) {
            slots.add("rack-%03d".formatted(i));
        }
        return VirtualDevice.of(DeviceFamily.ARM, id, slots, Map.of("move", arm, "spread", arm::spread));
    }

    @Override
    public Map<String, Object> perform(Execution execution) throws InterruptedException {
        var sample = execution.sample();
        var from = execution.text("from");
        var to = execution.text("to");
        var vessel = world.vessel(sample);
        if (vessel.isEmpty() && from.startsWith(id + "/")) {
            // A rack position that a new sample was given holds a fresh vial.
            vessel = java.util.Optional.of(world.place(sample, from));
        }
        if (vessel.isEmpty() || !vessel.get().position().equals(from)) {
            throw new ActionFailed(
                    DeviceError.critical("SLOT_EMPTY", "%s is not at %s".formatted(sample, from)), Map.of());
        }
        if (world.standingAt(to).filter(other -> !other.sample().equals(sample)).isPresent()) {
            throw new ActionFailed(DeviceError.critical("SLOT_OCCUPIED", "%s is taken".formatted(to)), Map.of());
        }
        var random = world.noise(id, "move", sample);
        time.last(execution, "MOVING", random.nextDouble(SHORTEST_MOVE_S, LONGEST_MOVE_S));
        world.change(sample, moved -> moved.at(to));
        return Map.of("position", to);
    }

    private Map<String, Object> spread(Execution execution) throws InterruptedException {
        world.noise(id, "spread", execution.sample());
        time.last(execution, "SPREADING", STROKE_S * execution.number("strokes"));
        return Map.of();
    }
}
