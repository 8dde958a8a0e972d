package org.agate.orchestrator.sample;

/// How far a sample can be trusted.
public enum Condition {
    GOOD,
    /// Usable, but something went wrong on the way.
    SUSPECT,
    /// Something may have happened to it that cannot be proved: a person decides.
    QUARANTINED,
    /// Nobody knows where it is.
    LOST,
    /// Done with, its place is free again.
    DISCARDED
}
