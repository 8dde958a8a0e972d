package org.agate.workflows.quantity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agate.robot.device.Capability;
import org.agate.robot.device.ParameterRange;
import org.agate.workflows.WorkflowInvalid;

/// Turns a workflow's texts into the parameters of a command: numbers in the device's units, within its ranges.
public final class Binding {

    private static final ObjectMapper JSON = new ObjectMapper();

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
            case "array" -> list(name, text, range);
            case "boolean" -> Boolean.valueOf(text.trim());
            default -> text;
        };
    }

    /// A list is written as JSON; the numbers of its objects are quantities too: `[{"target_C": "325 Cel"}]`.
    private static List<Object> list(String name, String text, ParameterRange range) {
        try {
            var bound = new ArrayList<Object>();
            for (var item : JSON.readValue(text, List.class)) {
                bound.add(
                        item instanceof Map<?, ?> object && !range.items().isEmpty()
                                ? object(name, object, range.items())
                                : item);
            }
            return bound;
        } catch (JsonProcessingException e) {
            throw new WorkflowInvalid(
                    "workflow.parameter.malformed",
                    "(%s) of (%s) is not a list in JSON.".formatted(text, name),
                    "Maybe a quote or a bracket is missing.",
                    e);
        }
    }

    private static Map<String, Object> object(String name, Map<?, ?> object, Map<String, ParameterRange> items) {
        var bound = new LinkedHashMap<String, Object>();
        object.forEach((key, value) -> {
            var range = items.get(String.valueOf(key));
            var where = "%s.%s".formatted(name, key);
            bound.put(String.valueOf(key), range == null ? value : value(where, String.valueOf(value), range));
        });
        return bound;
    }
}
