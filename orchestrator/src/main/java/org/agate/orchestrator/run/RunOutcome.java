package org.agate.orchestrator.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agate.orchestrator.database.Json;

/// How a run ended.
public sealed interface RunOutcome {

    WorkflowRun run();

    /// It went to its end.
    ///
    /// @param outputs the variables that the workflow declares as outputs
    record Succeeded(WorkflowRun run, Map<String, Object> outputs) implements RunOutcome {
        public Succeeded {
            outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        }
    }

    /// It did not, or a person ended it.
    record Failed(WorkflowRun run, String reason) implements RunOutcome {}

    /// The outcome of a run that is over.
    static RunOutcome of(WorkflowRun run) {
        return switch (run.state()) {
            case SUCCEEDED -> new Succeeded(run, Json.map(run.outputs()));
            case FAILED, CANCELED, INTERRUPTED -> new Failed(run, run.reason());
            case QUEUED, RUNNING, HELD, CANCELING, ABORTING, HALTED ->
                throw new IllegalArgumentException("Run (%s) is not over.".formatted(run.id()));
        };
    }
}
