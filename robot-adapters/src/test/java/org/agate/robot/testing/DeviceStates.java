package org.agate.robot.testing;

import java.util.List;
import java.util.Map;
import org.agate.robot.device.DeviceState;

/// States of devices for tests.
public final class DeviceStates {

    private DeviceStates() {}

    /// A simulated device at rest and empty, leased like that.
    public static DeviceState idle(DeviceState.Lease lease) {
        return new DeviceState(
                DeviceState.Mode.AUTOMATIC,
                DeviceState.Activity.IDLE,
                null,
                lease,
                false,
                true,
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
