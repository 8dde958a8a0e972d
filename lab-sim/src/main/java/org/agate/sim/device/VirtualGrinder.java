package org.agate.sim.device;

import java.util.List;
import java.util.Map;
import org.agate.robot.family.DeviceFamily;
import org.agate.robot.sdk.ActionHandler;
import org.agate.robot.sdk.Execution;

/// Grinds in a mortar under a held force. Powder is poured in and scraped out: two transfers.
final class VirtualGrinder implements ActionHandler {

    private static final double ROTATION_SWING_N = 1.5;
    private static final double FORCE_NOISE_N = 0.8;

    private final String id;
    private final World world;
    private final LabTime time;

    private VirtualGrinder(String id, World world, LabTime time) {
        this.id = id;
        this.world = world;
        this.time = time;
    }

    static VirtualDevice device(String id, World world, LabTime time) {
        return VirtualDevice.of(
                DeviceFamily.GRINDER, id, List.of("mortar"), Map.of("grind", new VirtualGrinder(id, world, time)));
    }

    @Override
    public Map<String, Object> perform(Execution execution) throws InterruptedException {
        VirtualDevice.vesselIn(world, id, execution);
        var sample = execution.sample();
        double force = execution.number("force_N");
        double speed = execution.number("speed_rpm");
        double seconds = execution.number("duration_s");
        var random = world.noise(id, "grind", sample);
        time.last(execution, "GRINDING", seconds);
        double rotations = Math.max(1, speed * seconds / 60);
        double sd = Math.hypot(ROTATION_SWING_N / Math.sqrt(2), FORCE_NOISE_N);
        double mean = force + FORCE_NOISE_N * random.nextGaussian() / Math.sqrt(rotations);
        var rates = PowderVariation.of(world, sample);
        double kept = PowderVariation.kept();
        world.treat(
                sample,
                charge -> charge.keep(kept)
                        .grind(mean, speed, seconds / 60, rates)
                        .keep(kept));
        return Map.of("rotations", Math.rint(rotations), "force_mean_N", mean, "force_sd_N", sd);
    }
}
