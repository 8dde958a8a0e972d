package org.agate.sim.device;

import java.util.ArrayList;
import java.util.List;
import org.agate.sim.camera.Scenery;
import org.agate.sim.clock.SimClock;

/// All devices of a laboratory, over one world and one clock.
public final class VirtualBench {

    private VirtualBench() {}

    /// @param images where the camera puts its files
    public static List<VirtualDevice> devices(
            int grinders, int furnaces, World world, SimClock clock, Scenery scenery, VirtualCamera.ImageStore images) {
        var time = new LabTime(clock);
        var devices = new ArrayList<VirtualDevice>();
        devices.add(VirtualArm.device("arm-1", world, time));
        devices.add(VirtualDoser.device("doser-1", world, time));
        devices.add(VirtualMixer.device("mixer-1", world, time));
        for (int i = 1; i <= grinders; i++) {
            devices.add(VirtualGrinder.device("grinder-" + i, world, time));
        }
        for (int i = 1; i <= furnaces; i++) {
            devices.add(VirtualFurnace.device("furnace-" + i, world, time));
        }
        devices.add(VirtualCamera.device("camera-1", world, time, scenery, images));
        return devices;
    }
}
