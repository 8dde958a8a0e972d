package org.agate.orchestrator.run;

/// What people want of a run; kept apart from where it stands, so that nothing that happens meanwhile loses it.
public enum RunIntent {
    /// That it runs.
    NONE,
    /// That it begins no step until it is resumed.
    HOLD,
    /// That it ends; its clean-up runs.
    CANCEL,
    /// That it ends now: its commands are canceled, nothing else is done.
    ABORT,
    /// That nothing is sent for it, not even a cancel, until it is resumed.
    HALT;

    /// Whether a run with this intent can still be given that one.
    boolean allows(RunIntent next) {
        return switch (this) {
            case NONE, HOLD, HALT -> true;
            case CANCEL -> next == ABORT;
            case ABORT -> false;
        };
    }
}
