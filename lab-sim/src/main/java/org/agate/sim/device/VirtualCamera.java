package org.agate.sim.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agate.robot.family.DeviceFamily;
import org.agate.robot.sdk.ActionHandler;
import org.agate.robot.sdk.Execution;
import org.agate.sim.camera.Scenery;

/// Photographs the vial on its stage and hands the images over by HTTP; only references go over the wire.
public final class VirtualCamera implements ActionHandler {

    private static final double SHOT_S = 1.5;

    private final String id;
    private final World world;
    private final LabTime time;
    private final Scenery scenery;
    private final ImageStore images;

    /// Where images go.
    @FunctionalInterface
    public interface ImageStore {
        Map<String, Object> put(byte[] content, String media) throws InterruptedException;
    }

    private VirtualCamera(String id, World world, LabTime time, Scenery scenery, ImageStore images) {
        this.id = id;
        this.world = world;
        this.time = time;
        this.scenery = scenery;
        this.images = images;
    }

    static VirtualDevice device(String id, World world, LabTime time, Scenery scenery, ImageStore images) {
        return VirtualDevice.of(
                DeviceFamily.CAMERA,
                id,
                List.of("stage"),
                Map.of("capture", new VirtualCamera(id, world, time, scenery, images)));
    }

    @Override
    public Map<String, Object> perform(Execution execution) throws InterruptedException {
        var vessel = VirtualDevice.vesselIn(world, id, execution);
        var preset = execution.text("preset");
        int shots = (int) execution.number("n");
        var taken = new ArrayList<Map<String, Object>>();
        for (int shot = 0; shot < shots; shot++) {
            time.last(execution, "EXPOSING", SHOT_S);
            var random = world.noise(id, "capture", execution.sample());
            taken.add(images.put(scenery.photograph(vessel, preset, shot, random), "image/jpeg"));
        }
        return Map.of("images", taken);
    }
}
