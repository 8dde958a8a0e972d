package org.agate.orchestrator.cli;

/// Something the person at the keyboard can put right.
final class WrongUse extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongUse(String message) {
        super(message);
    }
}
