package org.agate.robot.sdk;

import java.util.List;
import java.util.Map;
import org.agate.robot.device.DeviceState.Alert;
import org.agate.robot.device.DeviceState.Mode;

/// What a device feels of its surroundings, asked whenever its state is published. Calls must be quick.
@FunctionalInterface
public interface Sensors {

    /// Sample id by slot; slots without a sample left out.
    Map<String, String> slots();

    /// Conditions by name, booleans or words: `LID_CLOSED` true, `TOOL` pestle.
    default Map<String, Object> interlocks() {
        return Map.of();
    }

    /// What people should know now.
    default List<Alert> alerts() {
        return List.of();
    }

    /// Whether the device takes commands, or a person works at it.
    default Mode mode() {
        return Mode.AUTOMATIC;
    }
}
