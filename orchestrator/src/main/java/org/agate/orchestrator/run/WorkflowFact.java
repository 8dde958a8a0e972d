package org.agate.orchestrator.run;

import java.util.SortedMap;
import org.agate.orchestrator.event.Fact;
import org.agate.orchestrator.event.Subject;

/// What happened to a workflow.
public sealed interface WorkflowFact extends Fact {

    /// A version can be run from now on.
    ///
    /// @param files texts of the workflow and of all that it calls, by name
    record Published(String name, String version, String title, SortedMap<String, String> files, String by)
            implements WorkflowFact {
        @Override
        public String text() {
            return "%s published %s version %s".formatted(by, name, version);
        }

        @Override
        public Subject subject() {
            return Subject.none();
        }
    }
}
