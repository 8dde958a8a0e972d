package org.agate.robot.family;

import java.util.LinkedHashMap;
import java.util.Map;
import org.agate.robot.device.CancelMode;
import org.agate.robot.device.Capability;
import org.agate.robot.device.ControllerLoss;
import org.agate.robot.device.DeviceError.Level;
import org.agate.robot.device.Factsheet.ErrorKind;
import org.agate.robot.device.ParameterRange;
import org.agate.robot.device.Recovery;

/// Box and tube furnaces: a batch of vials shares one programme, and "done" is not "safe to open".
final class FurnaceFamily {

    private FurnaceFamily() {}

    static Map<String, Capability> actions() {
        var segment = new LinkedHashMap<String, ParameterRange>();
        segment.put("type", ParameterRange.oneOf("RAMP", "DWELL"));
        segment.put("target_C", ParameterRange.number("Cel", 20, 1_100).orNone());
        segment.put("rate_C_per_min", ParameterRange.number("K/min", 0.1, 20).orNone());
        segment.put("duration_s", ParameterRange.number("s", 0, 54_000).orNone());
        var actions = new LinkedHashMap<String, Capability>();
        actions.put(
                "heat",
                Capability.of(Recovery.ATTACHABLE, 14_400)
                        .taking("segments", ParameterRange.listOf(1, 16, segment))
                        .taking(
                                "atmosphere",
                                ParameterRange.oneOf("AIR", "N2", "AR", "O2").orNone())
                        .giving("program_s", ParameterRange.measured("s"))
                        .giving("overshoot_C", ParameterRange.measured("K"))
                        .giving("peak_C", ParameterRange.measured("Cel"))
                        .giving("door_safe_s", ParameterRange.measured("s"))
                        .canceled(CancelMode.AT_ONCE)
                        .onLoss(ControllerLoss.CONTINUE)
                        .interlocked("DOOR_CLOSED"));
        actions.put("openDoor", Capability.of(Recovery.SETPOINT, 10).interlocked("DOOR_SAFE"));
        actions.put("closeDoor", Capability.of(Recovery.SETPOINT, 10));
        return actions;
    }

    static Map<String, ErrorKind> errors() {
        var errors = new LinkedHashMap<String, ErrorKind>();
        errors.put("OVERTEMP", new ErrorKind(Level.CRITICAL, "AFTER_CLEAR"));
        errors.put("THERMOCOUPLE_BREAK", new ErrorKind(Level.FATAL, "AFTER_CLEAR"));
        errors.put("DOOR_NOT_SAFE", new ErrorKind(Level.CRITICAL, "AT_ONCE"));
        errors.put("RAMP_TOO_SLOW", new ErrorKind(Level.CRITICAL, "AT_ONCE"));
        return errors;
    }
}
