package org.agate.orchestrator.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

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

    /// It did not.
    record Failed(WorkflowRun run, String reason) implements RunOutcome {}
}
