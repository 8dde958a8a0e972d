package org.agate.robot.conformance;

/// A device did not do what a trial asks for.
final class Unmet extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unmet(String what) {
        super(what);
    }
}
