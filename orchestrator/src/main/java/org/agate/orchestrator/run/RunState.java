package org.agate.orchestrator.run;

/// Where a run stands.
public enum RunState {
    RUNNING,
    /// Found running at start, and not resumed.
    INTERRUPTED,
    SUCCEEDED,
    FAILED
}
