package org.agate.sim.device;

import java.util.List;
import java.util.Map;
import org.agate.robot.family.DeviceFamily;
import org.agate.robot.sdk.ActionHandler;
import org.agate.robot.sdk.Execution;

/// Tumbles a vial.
final class VirtualMixer implements ActionHandler {

    private final String id;
    private final World world;
    private final LabTime time;

    private VirtualMixer(String id, World world, LabTime time) {
        this.id = id;
        this.world = world;
        this.time = time;
    }

    static VirtualDevice device(String id, World world, LabTime time) {
        return VirtualDevice.of(
                DeviceFamily.MIXER, id, List.of("holder"), Map.of("mix", new VirtualMixer(id, world, time)));
    }

    @Override
    public Map<String, Object> perform(Execution execution) throws InterruptedException {
        VirtualDevice.vesselIn(world, id, execution);
        double seconds = execution.number("duration_s");
        var random = world.noise(id, "mix", execution.sample());
        time.last(execution, "MIXING", seconds);
        world.treat(execution.sample(), charge -> charge.mix(seconds / 60));
        return Map.of("imbalance", Math.abs(0.01 * random.nextGaussian()));
    }
}
