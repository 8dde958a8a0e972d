package org.agate.robot.device;

/// What may be done when the outcome of an action is unknown. Declared by every action.
public enum Recovery {
    /// Ask again: the action changes nothing.
    QUERY,
    /// Set the same value again.
    SETPOINT,
    /// Find the running action by its command id and wait.
    ATTACHABLE,
    /// Weigh, and complete only the remainder.
    MEASURE_AND_COMPLETE,
    /// Look where the sample is, then go on or ask a person.
    LOCATE_THEN_DECIDE,
    /// Quarantine the sample and ask a person.
    NEVER_REPEAT
}
