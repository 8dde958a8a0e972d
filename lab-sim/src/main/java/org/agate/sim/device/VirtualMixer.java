package org.agate.sim.device;

import java.util.List;
import java.util.Map;
import org.agate.robot.family.DeviceFamily;
import org.agate.sim.device.VirtualDevice.Machine;

/// Tumbles a vial.
final class VirtualMixer implements Machine {

    private static final double HOMING_S = 50;

    static VirtualDevice device(String id, Bench bench) {
        return VirtualDevice.of(DeviceFamily.MIXER, id, List.of("holder"), bench, new VirtualMixer());
    }

    @Override
    public Map<String, Job.Work> works() {
        return Map.of("home", VirtualMixer::home, "mix", VirtualMixer::mix);
    }

    @Override
    public Map<String, Object> interlocks() {
        return Map.of("LID_CLOSED", true);
    }

    private static Map<String, Object> home(Job job) throws InterruptedException {
        job.last("HOMING", HOMING_S);
        return Map.of();
    }

    private static Map<String, Object> mix(Job job) throws InterruptedException {
        var before = job.vessel();
        double speed = job.number("speed_rpm");
        try {
            job.last("MIXING", job.number("duration_s"), worked -> Map.of("speed_rpm", speed));
        } finally {
            double minutes = job.workedSeconds() / 60;
            before.ifPresent(vessel ->
                    job.world().treat(job.device(), "mix", vessel.treated(charge -> charge.mix(minutes)), 0, 0));
        }
        return Map.of(
                "speed_mean_rpm",
                speed * (1 + 0.002 * job.random().nextGaussian()),
                "imbalance",
                Math.abs(0.01 * job.random().nextGaussian()));
    }
}
