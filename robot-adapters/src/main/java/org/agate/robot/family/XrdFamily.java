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

/// Powder diffractometers with a sample changer: the scan's file goes by HTTP.
final class XrdFamily {

    private XrdFamily() {}

    static Map<String, Capability> actions() {
        var actions = new LinkedHashMap<String, Capability>();
        actions.put(
                "load",
                Capability.of(Recovery.LOCATE_THEN_DECIDE, 30)
                        .taking("slot", ParameterRange.text())
                        .interlocked("DOOR_CLOSED"));
        actions.put(
                "scan",
                Capability.of(Recovery.ATTACHABLE, 480)
                        .taking("program", ParameterRange.oneOf("10-100_8-minutes", "10-100_2-minutes"))
                        .giving("file", ParameterRange.object())
                        .canceled(CancelMode.AT_ONCE)
                        .onLoss(ControllerLoss.CONTINUE)
                        .interlocked("DOOR_CLOSED"));
        actions.put("unload", Capability.of(Recovery.LOCATE_THEN_DECIDE, 30).interlocked("DOOR_CLOSED"));
        return actions;
    }

    static Map<String, ErrorKind> errors() {
        var errors = new LinkedHashMap<String, ErrorKind>();
        errors.put("SCAN_FAILED", new ErrorKind(Level.CRITICAL, "AT_ONCE"));
        errors.put("EXPORT_FAILED", new ErrorKind(Level.CRITICAL, "AT_ONCE"));
        errors.put("DOOR", new ErrorKind(Level.CRITICAL, "AFTER_CLEAR"));
        return errors;
    }
}
