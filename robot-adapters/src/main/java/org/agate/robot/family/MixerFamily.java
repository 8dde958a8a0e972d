package org.agate.robot.family;

import java.util.LinkedHashMap;
import java.util.Map;
import org.agate.robot.device.CancelMode;
import org.agate.robot.device.Capability;
import org.agate.robot.device.DeviceError.Level;
import org.agate.robot.device.Factsheet.ErrorKind;
import org.agate.robot.device.ParameterRange;
import org.agate.robot.device.Recovery;

/// Planetary mixers and shakers.
final class MixerFamily {

    private MixerFamily() {}

    static Map<String, Capability> actions() {
        var actions = new LinkedHashMap<String, Capability>();
        actions.put("home", Capability.of(Recovery.SETPOINT, 55).interlocked("LID_CLOSED"));
        actions.put(
                "mix",
                Capability.of(Recovery.ATTACHABLE, 480)
                        .taking("speed_rpm", ParameterRange.number("/min", 100, 2_500))
                        .taking("duration_s", ParameterRange.number("s", 0, 900))
                        .taking("ramp_s", ParameterRange.number("s", 5, 30).orNone())
                        .giving("speed_mean_rpm", ParameterRange.measured("/min"))
                        .giving("imbalance", ParameterRange.measured("1"))
                        .canceled(CancelMode.AT_ONCE)
                        .pausable()
                        .interlocked("LID_CLOSED"));
        return actions;
    }

    static Map<String, ErrorKind> errors() {
        var errors = new LinkedHashMap<String, ErrorKind>();
        errors.put("LID_OPEN", new ErrorKind(Level.CRITICAL, "AT_ONCE"));
        errors.put("IMBALANCE", new ErrorKind(Level.CRITICAL, "AT_ONCE"));
        errors.put("DRIVE_ERROR", new ErrorKind(Level.FATAL, "AFTER_CLEAR"));
        return errors;
    }
}
