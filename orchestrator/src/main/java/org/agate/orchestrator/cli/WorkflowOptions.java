package org.agate.orchestrator.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/// The values of a workflow's parameters, for commands that run one.
final class WorkflowOptions {

    private static final Map<String, String> MECHANOCHEMISTRY = Map.of(
            "ratio", "1 1",
            "mix", "5 min",
            "force", "15 N",
            "speed", "90 /min",
            "grind", "40 min",
            "temperature", "200 Cel",
            "hold", "20 min",
            "charge", "300 mg");

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "of the workflow, a quantity with its unit, such as --param grind=\"30 min\"")
    private Map<String, String> params = Map.of();

    /// What was given; for the shipped mechanochemistry what was not given has a usual value.
    Map<String, String> of(String workflow) {
        var values = new LinkedHashMap<>(workflow.equals("mechanochemistry") ? MECHANOCHEMISTRY : Map.of());
        values.putAll(params);
        return values;
    }
}
