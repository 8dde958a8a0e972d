package org.agate.workflows.quantity;

import java.util.LinkedHashMap;
import java.util.Map;
import org.agate.robot.device.Capability;
import org.agate.robot.device.ParameterRange;
import org.agate.workflows.WorkflowInvalid;

/// Turns a workflow's texts into the parameters of a command: numbers in the device's units, within its ranges.
public final class Binding {

    private Binding() {}

    /// @param texts by parameter name, quantities with units
    /// @throws WorkflowInvalid on an unknown or missing parameter, a wrong unit or a value out of range
    public static Map<String, Object> bind(String action, Capability capability, Map<String, String> texts) {
        var params = new LinkedHashMap<String, Object>();
        texts.forEach((name, text) -> {
            var range = capability.params().get(name);
            if (range == null) {
                throw new WorkflowInvalid(
                        "workflow.parameter.unknown",
                        "Action (%s) has no parameter (%s), only %s."
                                .formatted(action, name, capability.params().keySet()),
                        "Maybe it is spelled differently in the factsheet.");
            }
            params.put(name, value(name, text, range));
        });
        capability.complaint(params).ifPresent(complaint -> {
            throw new WorkflowInvalid(
                    "workflow.parameter.out-of-range",
                    "Action (%s): %s.".formatted(action, complaint),
                    "Maybe choose another device, or another value.");
        });
        return params;
    }

    private static Object value(String name, String text, ParameterRange range) {
        return switch (range.type()) {
            case "number", "integer" -> {
                var unit = range.unit() == null ? "1" : range.unit();
                var quantity = Quantity.parse(text);
                if (quantity.unit().equals("1") && !unit.equals("1")) {
                    throw new WorkflowInvalid(
                            "workflow.unit.missing",
                            "(%s) of (%s) has no unit.".formatted(text, name),
                            "Maybe write (%s %s).".formatted(text.trim(), unit));
                }
                yield quantity.in(unit);
            }
            default -> text;
        };
    }
}
