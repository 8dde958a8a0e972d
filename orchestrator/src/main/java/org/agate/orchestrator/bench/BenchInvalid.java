package org.agate.orchestrator.bench;

/// A bench that cannot be run with these files.
public final class BenchInvalid extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    BenchInvalid(String message, String advice) {
        super(message + "\n" + advice);
    }
}
