package org.agate.sim.device;

import java.util.Set;
import org.agate.robot.family.DeviceFamily;
import org.agate.sim.camera.Scenery;

/// Builds devices of every family on one bench.
///
/// @param files where cameras and diffractometers put their files
/// @param behindDoors devices that an arm reaches only while their door is open
public record VirtualDevices(Bench bench, Scenery scenery, VirtualCamera.FileStore files, Set<String> behindDoors) {

    /// Vials in an arm's rack.
    public static final int USUAL_RACK = 200;

    /// Vials in a furnace.
    public static final int USUAL_CHAMBER = 8;

    /// Hotter than this a furnace's door stays shut, °C.
    public static final double USUAL_DOOR_LIMIT_CELSIUS = 100;

    public VirtualDevices {
        behindDoors = Set.copyOf(behindDoors);
    }

    /// A device as usual.
    public VirtualDevice device(DeviceFamily family, String id) {
        return switch (family) {
            case DOSER -> VirtualDoser.device(id, bench);
            case MIXER -> VirtualMixer.device(id, bench);
            case GRINDER -> VirtualGrinder.device(id, bench);
            case FURNACE -> furnace(id, USUAL_CHAMBER, USUAL_DOOR_LIMIT_CELSIUS);
            case ARM -> arm(id, USUAL_RACK);
            case CAMERA -> VirtualCamera.device(id, scenery, files, bench);
            case XRD -> VirtualDiffractometer.device(id, files, bench);
        };
    }

    /// @param rack how many vials its rack holds
    public VirtualDevice arm(String id, int rack) {
        return VirtualArm.device(id, rack, behindDoors, bench);
    }

    /// @param slots how many vials it takes
    /// @param doorLimitCelsius hotter than this its door stays shut
    public VirtualDevice furnace(String id, int slots, double doorLimitCelsius) {
        return VirtualFurnace.device(id, slots, doorLimitCelsius, bench);
    }
}
