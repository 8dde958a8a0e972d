package org.agate.robot.family;

import java.util.LinkedHashMap;
import java.util.Map;
import org.agate.robot.device.Capability;
import org.agate.robot.device.ControllerLoss;
import org.agate.robot.device.DeviceError.Level;
import org.agate.robot.device.Factsheet.ErrorKind;
import org.agate.robot.device.ParameterRange;
import org.agate.robot.device.Recovery;

/// Arms that carry vials between positions and work with hand tools.
final class ArmFamily {

    private ArmFamily() {}

    static Map<String, Capability> actions() {
        var actions = new LinkedHashMap<String, Capability>();
        actions.put(
                "move",
                Capability.of(Recovery.LOCATE_THEN_DECIDE, 40)
                        .taking("from", ParameterRange.text())
                        .taking("to", ParameterRange.text())
                        .giving("position", ParameterRange.text())
                        .giving("gripper_mm", ParameterRange.measured("mm"))
                        .pausable()
                        .onLoss(ControllerLoss.HOLD));
        actions.put("home", Capability.of(Recovery.SETPOINT, 20).onLoss(ControllerLoss.HOLD));
        actions.put(
                "toolChange",
                Capability.of(Recovery.SETPOINT, 30)
                        .taking("tool", ParameterRange.oneOf("gripper", "spatula"))
                        .onLoss(ControllerLoss.HOLD));
        actions.put(
                "spread",
                Capability.of(Recovery.ATTACHABLE, 20)
                        .taking("strokes", ParameterRange.number("1", 1, 50))
                        .pausable()
                        .onLoss(ControllerLoss.HOLD));
        return actions;
    }

    static Map<String, ErrorKind> errors() {
        var errors = new LinkedHashMap<String, ErrorKind>();
        errors.put("WRONG_TOOL", new ErrorKind(Level.CRITICAL, "AT_ONCE"));
        errors.put("GRIP_LOST", new ErrorKind(Level.FATAL, "AFTER_CLEAR"));
        errors.put("SLOT_OCCUPIED", new ErrorKind(Level.CRITICAL, "AT_ONCE"));
        errors.put("SLOT_EMPTY", new ErrorKind(Level.CRITICAL, "AT_ONCE"));
        errors.put("DOOR_CLOSED", new ErrorKind(Level.CRITICAL, "AT_ONCE"));
        errors.put("PROTECTIVE_STOP", new ErrorKind(Level.FATAL, "AFTER_CLEAR"));
        return errors;
    }
}
