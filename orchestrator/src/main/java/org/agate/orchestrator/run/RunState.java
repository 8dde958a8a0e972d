package org.agate.orchestrator.run;

/// Where a run stands.
public enum RunState {
    /// Waits for a place in the rack.
    QUEUED,
    RUNNING,
    /// Begins no step; what a device does goes on.
    HELD,
    /// Only its clean-up runs.
    CANCELING,
    /// Its commands are ended, nothing else is done.
    ABORTING,
    /// Nothing is sent; what a device does goes on.
    HALTED,
    /// Found running at start, and not resumed. Kept for runs of earlier versions.
    INTERRUPTED,
    SUCCEEDED,
    FAILED,
    /// Canceled or aborted.
    CANCELED;

    /// Whether nothing can follow.
    public boolean isOver() {
        return switch (this) {
            case QUEUED, RUNNING, HELD, CANCELING, ABORTING, HALTED -> false;
            case INTERRUPTED, SUCCEEDED, FAILED, CANCELED -> true;
        };
    }
}
