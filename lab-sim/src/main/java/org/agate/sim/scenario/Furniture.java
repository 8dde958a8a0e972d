package org.agate.sim.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.agate.robot.device.Factsheet;
import org.agate.robot.family.DeviceFamily;
import org.agate.sim.camera.LabelledPhoto;
import org.agate.sim.camera.PhotoFedScenery;
import org.agate.sim.camera.RenderedPowder;
import org.agate.sim.camera.Scenery;
import org.agate.sim.camera.TexturedPowder;
import org.agate.sim.device.Bench;
import org.agate.sim.device.VirtualCamera.FileStore;
import org.agate.sim.device.VirtualDevice;
import org.agate.sim.device.VirtualDevices;
import org.agate.sim.scenario.Scenario.DevicePlan;

/// Puts the devices of a scenario on a bench.
public final class Furniture {

    private Furniture() {}

    /// All devices of a scenario.
    ///
    /// @param photos real photographs for a scene that shows some
    /// @param files where cameras and diffractometers put their files
    public static List<VirtualDevice> devices(
            Scenario scenario, Bench bench, List<LabelledPhoto> photos, long seed, FileStore files) {
        var behindDoors = scenario.devices().entrySet().stream()
                .filter(device -> device.getValue().kind() == DeviceFamily.FURNACE)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        var maker = new VirtualDevices(bench, scenery(scenario, photos, seed), files, behindDoors);
        var devices = new ArrayList<VirtualDevice>();
        scenario.devices().forEach((id, plan) -> devices.add(device(maker, id, plan)));
        return devices;
    }

    /// What the devices of a scenario would say of themselves.
    public static List<Factsheet> factsheets(Scenario scenario) {
        var sheets = new ArrayList<Factsheet>();
        scenario.devices().forEach((id, plan) -> {
            int slots = Objects.requireNonNullElse(
                    plan.slots(),
                    switch (plan.kind()) {
                        case ARM -> VirtualDevices.USUAL_RACK;
                        case FURNACE -> VirtualDevices.USUAL_CHAMBER;
                        case DOSER, MIXER, GRINDER, CAMERA, XRD -> 1;
                    });
            var places = IntStream.rangeClosed(1, slots)
                    .mapToObj(number -> "slot-" + number)
                    .toList();
            sheets.add(plan.kind().factsheet("Agate", "twin", id, true, places));
        });
        return sheets;
    }

    private static VirtualDevice device(VirtualDevices maker, String id, DevicePlan plan) {
        var kind = plan.kind();
        if (kind == DeviceFamily.ARM) {
            return maker.arm(id, Objects.requireNonNullElse(plan.slots(), VirtualDevices.USUAL_RACK));
        }
        if (kind == DeviceFamily.FURNACE) {
            return maker.furnace(
                    id,
                    Objects.requireNonNullElse(plan.slots(), VirtualDevices.USUAL_CHAMBER),
                    Objects.requireNonNullElse(plan.doorLimitCelsius(), VirtualDevices.USUAL_DOOR_LIMIT_CELSIUS));
        }
        return maker.device(kind, id);
    }

    private static Scenery scenery(Scenario scenario, List<LabelledPhoto> photos, long seed) {
        return switch (scenario.scene()) {
            case COLOUR -> new RenderedPowder();
            case SALT_SUGAR -> TexturedPowder.saltSugar(TexturedPowder.PIXELS);
            case POLYMORPH -> TexturedPowder.polymorph(TexturedPowder.PIXELS);
            case PHOTOS ->
                new PhotoFedScenery(
                        scenario.materials().keySet().stream()
                                .sorted()
                                .findFirst()
                                .orElseThrow(),
                        photos,
                        seed);
        };
    }
}
