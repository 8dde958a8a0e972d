package org.agate.orchestrator.dispatch;

/// How much a run matters beside others.
public enum Priority {
    LOW,
    NORMAL,
    HIGH,
    URGENT
}
