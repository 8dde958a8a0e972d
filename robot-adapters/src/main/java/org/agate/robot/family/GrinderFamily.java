package org.agate.robot.family;

import java.util.LinkedHashMap;
import java.util.Map;
import org.agate.robot.device.Capability;
import org.agate.robot.device.DeviceError.Level;
import org.agate.robot.device.Factsheet.ErrorKind;
import org.agate.robot.device.ParameterRange;
import org.agate.robot.device.Recovery;

/// Arms that grind in a mortar under a controlled force (Nakajima et al. 2024, 10.1039/D4DD00189C).
final class GrinderFamily {

    private GrinderFamily() {}

    static Map<String, Capability> actions() {
        return Map.of(
                "grind",
                Capability.of(Recovery.ATTACHABLE, 3_600)
                        .taking("force_N", ParameterRange.number("N", 1, 40))
                        .taking("speed_rpm", ParameterRange.number("/min", 10, 150))
                        .taking("duration_s", ParameterRange.number("s", 10, 14_400))
                        .taking(
                                "gatherEvery_s",
                                ParameterRange.number("s", 10, 14_400).orNone())
                        .giving("rotations", ParameterRange.measured("1"))
                        .giving("force_mean_N", ParameterRange.measured("N"))
                        .giving("force_sd_N", ParameterRange.measured("N"))
                        .giving("energy_J", ParameterRange.measured("J"))
                        .giving("temp_max_C", ParameterRange.measured("Cel"))
                        .pausable()
                        .interlocked("LID_CLOSED")
                        .interlocked("TOOL=pestle"));
    }

    static Map<String, ErrorKind> errors() {
        var errors = new LinkedHashMap<String, ErrorKind>();
        errors.put("OVERFORCE", new ErrorKind(Level.CRITICAL, "AFTER_CLEAR"));
        errors.put("MORTAR_SLIP", new ErrorKind(Level.CRITICAL, "AFTER_CLEAR"));
        errors.put("CAKED", new ErrorKind(Level.CRITICAL, "AT_ONCE").ofTheSample());
        errors.put("SPILL", new ErrorKind(Level.FATAL, "AFTER_CLEAR"));
        errors.put("PROTECTIVE_STOP", new ErrorKind(Level.FATAL, "AFTER_CLEAR"));
        return errors;
    }
}
