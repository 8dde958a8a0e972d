package org.agate.orchestrator.device;

/// Where a command stands, as far as the orchestrator knows.
public enum CommandState {
    /// Committed; sent, or about to be.
    ISSUED,
    ACCEPTED,
    RUNNING,
    PAUSED,
    SUCCEEDED,
    /// Never started, and never will.
    REJECTED,
    /// Something physical happened.
    FAILED,
    CANCELED,
    ABORTED,
    /// The device restarted while it was open.
    INTERRUPTED,
    /// The device never had it and, since its epoch was raised, never will.
    DENIED,
    /// The device had it and has lost its memory: nobody knows what became of it.
    FORGOTTEN;

    /// Whether nothing can follow.
    public boolean isOver() {
        return switch (this) {
            case ISSUED, ACCEPTED, RUNNING, PAUSED -> false;
            case SUCCEEDED, REJECTED, FAILED, CANCELED, ABORTED, INTERRUPTED, DENIED, FORGOTTEN -> true;
        };
    }
}
