package org.agate.sim.device;

import java.util.List;
import java.util.Map;
import org.agate.robot.device.DeviceError;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.Factsheet;
import org.agate.robot.family.DeviceFamily;
import org.agate.robot.sdk.ActionFailed;
import org.agate.robot.sdk.ActionHandler;
import org.agate.robot.sdk.Execution;

/// A simulated device: its factsheet and what its actions do to the world.
///
/// @param handlers one per action of the factsheet
public record VirtualDevice(DeviceId id, Factsheet factsheet, Map<String, ActionHandler> handlers) {

    static VirtualDevice of(DeviceFamily family, String id, List<String> slots, Map<String, ActionHandler> handlers) {
        var factsheet = new Factsheet(
                family.word(),
                "Agate",
                "virtual " + family.word(),
                id,
                Factsheet.Protocol.usual(),
                true,
                slots,
                family.actions());
        return new VirtualDevice(new DeviceId(id), factsheet, handlers);
    }

    /// The sample of a command, which must stand in one of the device's slots.
    static Vessel vesselIn(World world, String device, Execution execution) {
        var sample = execution.sample();
        return world.vessel(sample)
                .filter(vessel -> vessel.position().startsWith(device + "/"))
                .orElseThrow(() -> new ActionFailed(
                        DeviceError.critical("NO_VESSEL", "sample %s is not in %s".formatted(sample, device)),
                        Map.of()));
    }
}
