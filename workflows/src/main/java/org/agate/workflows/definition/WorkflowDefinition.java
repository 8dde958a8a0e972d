package org.agate.workflows.definition;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agate.workflows.WorkflowInvalid;

/// A workflow as its file says: parameters, outputs and the route.
///
/// @param version of the workflow that it is part of
/// @param outputs the variables that a finished run leaves
/// @param steps the route's steps as YAML, below `steps:`
/// @param text the whole file
public record WorkflowDefinition(
        String name,
        String title,
        String version,
        Map<String, WorkflowParameter> parameters,
        List<String> outputs,
        String steps,
        String text) {

    public WorkflowDefinition {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        outputs = List.copyOf(outputs);
    }

    /// The id of this version's route, and of the `direct:` endpoint that starts it.
    public String routeId() {
        return name + "-" + version;
    }

    /// The route of this version in Camel's YAML.
    public String route() {
        return "- route:\n    id: %s\n    from:\n      uri: direct:%s\n      steps:\n%s"
                .formatted(routeId(), routeId(), steps.indent(8));
    }

    /// What a finished run leaves of its variables.
    public Map<String, Object> outputs(Map<String, Object> variables) {
        var left = new LinkedHashMap<String, Object>();
        for (var name : outputs) {
            var value = variables.get(name);
            if (value != null) {
                left.put(name, value);
            }
        }
        return left;
    }

    /// Checks a run's values and fills in presets.
    ///
    /// @param values texts, quantities with units
    public Map<String, String> bind(Map<String, String> values) {
        for (var name : values.keySet()) {
            if (!parameters.containsKey(name)) {
                throw new WorkflowInvalid(
                        "workflow.parameter.unknown",
                        "Workflow (%s) has no parameter (%s), only %s.".formatted(name(), name, parameters.keySet()),
                        "Maybe the campaign was made for another workflow.");
            }
        }
        var bound = new LinkedHashMap<String, String>();
        for (var parameter : parameters.values()) {
            var value = values.getOrDefault(parameter.name(), parameter.preset());
            if (value == null) {
                throw new WorkflowInvalid(
                        "workflow.parameter.missing",
                        "Workflow (%s) needs a value for (%s).".formatted(name, parameter.name()),
                        "Maybe add it to the recipe.");
            }
            bound.put(parameter.name(), parameter.accept(value));
        }
        return bound;
    }
}
