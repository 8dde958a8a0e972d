package org.agate.sim.journal;

/// Something in a journal that must not be.
///
/// @param line counts from one
public record Violation(int line, Rule rule, String text) {

    /// What no laboratory may do.
    public enum Rule {
        /// One command moved something twice.
        EXECUTED_ONCE,
        /// What was dosed is in the samples, spilt, evaporated, or still in the hopper.
        MASS_BALANCE,
        /// Two vials do not stand in one place.
        ONE_SAMPLE_PER_SLOT,
        /// A vial leaves from where it stands.
        WHERE_IT_STANDS,
        /// Nothing moves on a stopped device.
        NO_MOTION_WHILE_STOPPED,
        /// A hot door stays shut.
        NO_DOOR_OPENED_HOT,
        /// A device does one thing at a time.
        ONE_AT_A_TIME,
        /// Nothing moves without a command.
        COMMANDED
    }
}
