package org.agate.robot.family;

import java.util.LinkedHashMap;
import java.util.Map;
import org.agate.robot.device.Capability;
import org.agate.robot.device.DeviceError.Level;
import org.agate.robot.device.Factsheet.ErrorKind;
import org.agate.robot.device.ParameterRange;
import org.agate.robot.device.Recovery;

/// Cameras over a stage. Images go by HTTP, their references and figures over the wire.
final class CameraFamily {

    private CameraFamily() {}

    static Map<String, Capability> actions() {
        return Map.of(
                "capture",
                Capability.of(Recovery.QUERY, 5)
                        .taking("preset", ParameterRange.text().orNone())
                        .taking(
                                "exposure_us",
                                ParameterRange.number("us", 10, 1_000_000).orNone())
                        .taking("gain_dB", ParameterRange.number("dB", 0, 48).orNone())
                        .taking(
                                "white_balance_K",
                                ParameterRange.number("K", 2_000, 10_000).orNone())
                        .taking("n", ParameterRange.number("1", 1, 50))
                        .giving("images", ParameterRange.list()));
    }

    static Map<String, ErrorKind> errors() {
        var errors = new LinkedHashMap<String, ErrorKind>();
        errors.put("BLUR", new ErrorKind(Level.CRITICAL, "AT_ONCE"));
        errors.put("GLARE", new ErrorKind(Level.CRITICAL, "AT_ONCE"));
        errors.put("LAMP_OFF", new ErrorKind(Level.FATAL, "AFTER_CLEAR"));
        errors.put("NO_IMAGE", new ErrorKind(Level.CRITICAL, "AT_ONCE"));
        errors.put("EXPORT_FAILED", new ErrorKind(Level.CRITICAL, "AT_ONCE"));
        return errors;
    }
}
