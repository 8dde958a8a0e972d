package org.agate.robot.family;

import java.util.LinkedHashMap;
import java.util.Map;
import org.agate.robot.device.Capability;
import org.agate.robot.device.DeviceError.Level;
import org.agate.robot.device.Factsheet.ErrorKind;
import org.agate.robot.device.ParameterRange;
import org.agate.robot.device.Recovery;

/// Powder dosers with a balance under the vessel.
final class DoserFamily {

    private DoserFamily() {}

    static Map<String, Capability> actions() {
        var actions = new LinkedHashMap<String, Capability>();
        actions.put(
                "dose",
                Capability.of(Recovery.MEASURE_AND_COMPLETE, 60)
                        .taking("material", ParameterRange.text())
                        .taking("target_mg", ParameterRange.number("mg", 1, 20_000))
                        .taking("tol_pct", ParameterRange.number("%", 0.1, 20))
                        .taking("vessel", ParameterRange.text().orNone())
                        .giving("net_mg", ParameterRange.measured("mg"))
                        .giving("sd_mg", ParameterRange.measured("mg"))
                        .giving("stable", ParameterRange.flag())
                        .giving("bursts", ParameterRange.measured("1"))
                        .giving("hopper_left_mg", ParameterRange.measured("mg")));
        actions.put("tare", Capability.of(Recovery.SETPOINT, 5).giving("zero_mg", ParameterRange.measured("mg")));
        actions.put(
                "weigh",
                Capability.of(Recovery.QUERY, 10)
                        .taking(
                                "mode",
                                ParameterRange.oneOf("STABLE", "IMMEDIATE").orNone())
                        .giving("net_mg", ParameterRange.measured("mg"))
                        .giving("gross_mg", ParameterRange.measured("mg").orNone())
                        .giving("sd_mg", ParameterRange.measured("mg"))
                        .giving("stable", ParameterRange.flag()));
        actions.put(
                "readHead",
                Capability.of(Recovery.QUERY, 1)
                        .taking("material", ParameterRange.text())
                        .giving("hopper_left_mg", ParameterRange.measured("mg")));
        return actions;
    }

    static Map<String, ErrorKind> errors() {
        var errors = new LinkedHashMap<String, ErrorKind>();
        errors.put("FLOW_TOO_LOW", new ErrorKind(Level.CRITICAL, "AT_ONCE"));
        errors.put("BRIDGED", new ErrorKind(Level.CRITICAL, "AT_ONCE"));
        errors.put("OVERDOSE", new ErrorKind(Level.CRITICAL, "NEVER"));
        errors.put("UNSTABLE", new ErrorKind(Level.CRITICAL, "AT_ONCE"));
        errors.put("NO_VESSEL", new ErrorKind(Level.CRITICAL, "AT_ONCE"));
        errors.put("WRONG_MATERIAL", new ErrorKind(Level.CRITICAL, "NEVER"));
        errors.put("HOPPER_EMPTY", new ErrorKind(Level.CRITICAL, "AT_ONCE"));
        return errors;
    }
}
