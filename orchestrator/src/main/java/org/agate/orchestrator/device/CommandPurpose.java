package org.agate.orchestrator.device;

/// What a command is for within its step.
public enum CommandPurpose {
    /// The step's own action, or what is left of it.
    DO,
    /// The weight that an interrupted dose will be compared with.
    WEIGH_BEFORE,
    /// The weight after an interrupted dose.
    WEIGH_AFTER,
    /// Something else first, such as a door.
    PREPARE
}
