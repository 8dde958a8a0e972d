package org.agate.sim.device;

import java.util.List;
import java.util.Map;
import org.agate.robot.family.DeviceFamily;
import org.agate.robot.sdk.ActionHandler;
import org.agate.robot.sdk.Execution;
import org.agate.sim.world.TemperatureProgram;

/// Heats along ramp, hold and controlled cooling; each furnace has its own bias, each run a little more.
final class VirtualFurnace implements ActionHandler {

    private static final double FURNACE_BIAS_K = 3;
    private static final double RUN_BIAS_K = 1;

    private final String id;
    private final World world;
    private final LabTime time;

    private VirtualFurnace(String id, World world, LabTime time) {
        this.id = id;
        this.world = world;
        this.time = time;
    }

    static VirtualDevice device(String id, World world, LabTime time) {
        return VirtualDevice.of(
                DeviceFamily.FURNACE, id, List.of("chamber"), Map.of("heat", new VirtualFurnace(id, world, time)));
    }

    @Override
    public Map<String, Object> perform(Execution execution) throws InterruptedException {
        VirtualDevice.vesselIn(world, id, execution);
        var sample = execution.sample();
        var program = TemperatureProgram.anneal(
                execution.number("target_C"), execution.number("hold_s") / 60, execution.number("rate_C_per_min"));
        double furnaceBias = FURNACE_BIAS_K * world.noise(id, "bias", "", 1).nextGaussian();
        double runBias = RUN_BIAS_K * world.noise(id, "heat", sample).nextGaussian();
        time.last(execution, "HEATING", program.minutes() * 60);
        var rates = PowderVariation.of(world, sample);
        double bias = program.minutes() > 0 ? furnaceBias + runBias : 0;
        world.treat(sample, charge -> charge.heat(program, bias, rates));
        // The furnace's own thermocouple shares its bias: it reports what it believes.
        double peak = program.hottestCelsius() + runBias;
        return Map.of("program_s", program.minutes() * 60, "overshoot_C", Math.max(0, runBias), "peak_C", peak);
    }
}
