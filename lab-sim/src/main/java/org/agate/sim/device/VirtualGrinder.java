package org.agate.sim.device;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.agate.robot.family.DeviceFamily;
import org.agate.sim.device.VirtualDevice.Machine;
import org.agate.sim.fault.Fault;
import org.agate.sim.world.TemperatureProgram;
import org.agate.sim.world.Vessel;

/// Grinds in a mortar under a held force. Powder is poured in and scraped out: two transfers.
final class VirtualGrinder implements Machine {

    private static final double ROTATION_SWING_N = 1.5;
    private static final double FORCE_NOISE_N = 0.8;
    private static final double KELVIN_PER_J_PER_G = 0.02;
    private static final double COOLING_MIN = 10;
    private static final double MORTAR_RADIUS_M = 0.008;
    private static final double FRICTION = 0.5;
    private static final double GATHER_S = 10;

    private final Bench bench;

    private VirtualGrinder(Bench bench) {
        this.bench = bench;
    }

    static VirtualDevice device(String id, Bench bench) {
        return VirtualDevice.of(DeviceFamily.GRINDER, id, List.of("mortar"), bench, new VirtualGrinder(bench));
    }

    @Override
    public Map<String, Job.Work> works() {
        return Map.of("grind", this::grind);
    }

    @Override
    public Map<String, Object> interlocks() {
        return Map.of("LID_CLOSED", true, "TOOL", "pestle");
    }

    private Map<String, Object> grind(Job job) throws InterruptedException {
        var before = job.vessel();
        double speed = job.number("speed_rpm");
        double seconds = job.number("duration_s");
        double set = job.number("force_N");
        double rotations = Math.max(1, speed * seconds / 60);
        double mean = set + FORCE_NOISE_N * job.random().nextGaussian() / Math.sqrt(rotations);
        try {
            grindInBlocks(job, set, speed, seconds);
        } finally {
            before.ifPresent(vessel -> ground(job, vessel, mean, speed));
        }
        if (before.isPresent() && job.strikes(Fault.SPILL)) {
            spill(job);
        }
        double sd = Math.hypot(ROTATION_SWING_N / Math.sqrt(2), FORCE_NOISE_N);
        double watts = FRICTION * mean * 2 * Math.PI * MORTAR_RADIUS_M * speed / 60;
        double joules = watts * seconds;
        double warming = KELVIN_PER_J_PER_G
                * watts
                * 60
                * COOLING_MIN
                / Math.max(0.05, before.map(Vessel::milligrams).orElse(0.0) / 1000);
        double hottest = TemperatureProgram.ROOM_CELSIUS + warming * (1 - Math.exp(-seconds / 60 / COOLING_MIN));
        return Map.of(
                "rotations", Math.rint(rotations),
                "force_mean_N", mean,
                "force_sd_N", sd,
                "energy_J", joules,
                "temp_max_C", hottest);
    }

    /// Now and then the powder is gathered to the middle; that takes a moment and grinds nothing.
    private static void grindInBlocks(Job job, double force, double speed, double seconds) throws InterruptedException {
        // A stream of its own: how often the force is reported must not change what else is drawn.
        var sensor = job.random().split();
        double block = job.execution().number("gatherEvery_s", Double.POSITIVE_INFINITY);
        for (double done = 0; done < seconds; done += block) {
            if (done > 0) {
                job.last("GATHERING", GATHER_S);
            }
            job.last(
                    "GRINDING",
                    Math.min(block, seconds - done),
                    worked -> Map.of("force_N", force(sensor, force, speed, worked)));
        }
    }

    private static double force(SplittableRandom sensor, double set, double speed, double seconds) {
        double swing = ROTATION_SWING_N * Math.sin(2 * Math.PI * speed / 60 * seconds);
        return set + swing + FORCE_NOISE_N * sensor.nextGaussian();
    }

    /// Powder in, ground for as long as it was, and out again.
    private void ground(Job job, Vessel before, double force, double speed) {
        var rates = bench.noise().rates(job.sample());
        double kept = bench.noise().kept();
        double minutes = job.workedSeconds() / 60;
        var poured = before.treated(charge -> charge.keep(kept));
        var worn = poured.treated(charge -> charge.grind(force, speed, minutes, rates));
        var scraped = worn.treated(charge -> charge.keep(kept));
        double thrown = poured.milligrams()
                * (1 - worn.charge().retained() / poured.charge().retained());
        double spilt = (1 - kept) * before.milligrams() + thrown + (1 - kept) * (poured.milligrams() - thrown);
        job.world().treat(job.device(), "grind", scraped, spilt, 0);
    }

    private static void spill(Job job) {
        var before = job.vessel().orElseThrow();
        double kept = job.random().nextDouble(0.5, 0.9);
        job.world()
                .treat(
                        job.device(),
                        "spill",
                        before.treated(charge -> charge.keep(kept)),
                        (1 - kept) * before.milligrams(),
                        0);
        throw Job.fatal("SPILL", "powder lies beside the mortar", Map.of());
    }
}
