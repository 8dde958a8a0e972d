package org.agate.robot.conformance;

/// A trial cannot be held with this device, or was not allowed.
final class NotApplicable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotApplicable(String why) {
        super(why);
    }
}
