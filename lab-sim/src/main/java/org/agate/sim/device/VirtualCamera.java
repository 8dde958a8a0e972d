package org.agate.sim.device;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.agate.robot.camera.ImageFigures;
import org.agate.robot.family.DeviceFamily;
import org.agate.sim.camera.Disturbance;
import org.agate.sim.camera.Scenery;
import org.agate.sim.device.VirtualDevice.Machine;
import org.agate.sim.fault.Fault;
import org.agate.sim.world.Vessel;

/// Photographs the vial on its stage and hands the images over by HTTP; only references go over the wire.
public final class VirtualCamera implements Machine {

    private static final double SHOT_S = 1.5;

    private final Scenery scenery;
    private final FileStore files;

    /// Where files go.
    @FunctionalInterface
    public interface FileStore {
        /// @return the reference that goes on the wire
        Map<String, Object> put(byte[] content, String media) throws InterruptedException;
    }

    private VirtualCamera(Scenery scenery, FileStore files) {
        this.scenery = scenery;
        this.files = files;
    }

    static VirtualDevice device(String id, Scenery scenery, FileStore files, Bench bench) {
        return VirtualDevice.of(DeviceFamily.CAMERA, id, List.of("stage"), bench, new VirtualCamera(scenery, files));
    }

    @Override
    public Map<String, Job.Work> works() {
        return Map.of("capture", this::capture);
    }

    private Map<String, Object> capture(Job job) throws InterruptedException {
        var vessel = job.vessel().orElseGet(() -> Vessel.fresh("", job.device() + "/stage"));
        var preset = job.execution().text("preset", "sample");
        int shots = (int) job.number("n");
        if (job.strikes(Fault.LAMP_OFF)) {
            throw Job.fatal("LAMP_OFF", "the lamp is dark", Map.of());
        }
        var disturbances = disturbances(job);
        var taken = new ArrayList<Map<String, Object>>();
        for (int shot = 0; shot < shots; shot++) {
            job.last("EXPOSING", SHOT_S);
            byte[] jpeg = scenery.photograph(
                    vessel, preset, shot, disturbances, job.random().split());
            var figures = ImageFigures.of(jpeg);
            var image = new LinkedHashMap<>(files.put(jpeg, "image/jpeg"));
            image.put("sharpness", figures.sharpness());
            image.put("saturation", figures.saturation());
            taken.add(image);
        }
        return Map.of("images", taken);
    }

    private static Set<Disturbance> disturbances(Job job) {
        var disturbances = EnumSet.noneOf(Disturbance.class);
        for (var fault : Fault.values()) {
            disturbance(fault).filter(each -> job.strikes(fault)).ifPresent(disturbances::add);
        }
        return disturbances;
    }

    /// What a fault does to a picture; empty for one that does nothing to it.
    private static Optional<Disturbance> disturbance(Fault fault) {
        return switch (fault) {
            case BLUR -> Optional.of(Disturbance.BLUR);
            case GLARE -> Optional.of(Disturbance.GLARE);
            case SHAKE -> Optional.of(Disturbance.SHAKE);
            case COVERED_LENS -> Optional.of(Disturbance.COVERED_LENS);
            case DEAD_LAMP -> Optional.of(Disturbance.DEAD_LAMP);
            case HAND -> Optional.of(Disturbance.HAND);
            case EMPTY_DISH -> Optional.of(Disturbance.EMPTY_DISH);
            case WRONG_DISH -> Optional.of(Disturbance.WRONG_DISH);
            case MESSAGE_LOST, MESSAGE_DUPLICATED, MESSAGE_REORDERED, ACCEPTED_LATE -> Optional.empty();
            case DISCONNECTED, SLOW, DEVICE_CRASH, WRONG_TOOL, SLOT_OCCUPIED, SLOT_EMPTY -> Optional.empty();
            case GRIP_LOST, SPILL, BRIDGED, OVERDOSE, UNSTABLE, REZERO, WRONG_MATERIAL -> Optional.empty();
            case OVERTEMP, THERMOCOUPLE_BREAK, LAMP_OFF, EXPORT_FAILED -> Optional.empty();
        };
    }
}
