package org.agate.sim.device;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.agate.robot.family.DeviceFamily;
import org.agate.sim.device.VirtualCamera.FileStore;
import org.agate.sim.device.VirtualDevice.Machine;
import org.agate.sim.fault.Fault;
import org.agate.sim.world.Charge;
import org.agate.sim.world.Diffraction;
import org.agate.sim.world.Vessel;

/// Scans the powder on its stage and hands the pattern over by HTTP, as two columns: 2θ in degrees, counts.
final class VirtualDiffractometer implements Machine {

    private static final double LOAD_S = 30;

    private final FileStore files;

    private VirtualDiffractometer(FileStore files) {
        this.files = files;
    }

    static VirtualDevice device(String id, FileStore files, Bench bench) {
        return VirtualDevice.of(DeviceFamily.XRD, id, List.of("stage"), bench, new VirtualDiffractometer(files));
    }

    @Override
    public Map<String, Job.Work> works() {
        return Map.of(
                "load", VirtualDiffractometer::handle,
                "scan", this::scan,
                "unload", VirtualDiffractometer::handle);
    }

    @Override
    public Map<String, Object> interlocks() {
        return Map.of("DOOR_CLOSED", true);
    }

    private static Map<String, Object> handle(Job job) throws InterruptedException {
        job.last("HANDLING", LOAD_S);
        return Map.of();
    }

    private Map<String, Object> scan(Job job) throws InterruptedException {
        var vessel = job.vessel();
        double minutes = job.text("program").endsWith("8-minutes") ? 8 : 2;
        job.last("SCANNING", minutes * 60);
        if (job.strikes(Fault.EXPORT_FAILED)) {
            throw Job.failed("EXPORT_FAILED", "the scan worked, its file was not written", Map.of());
        }
        var pattern = Diffraction.pattern(vessel.map(Vessel::charge).orElseGet(Charge::empty), minutes, job.random());
        return Map.of("file", files.put(pattern.getBytes(StandardCharsets.US_ASCII), "text/plain"));
    }
}
