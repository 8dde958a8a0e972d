package org.agate.sim.conformance;

/// What is wrong with a device, and the trial that must find it.
enum Flaw {
    NONE(""),
    FORGETS_IDS("late-copy-answered"),
    FORGETS_REFUSALS("refusal-kept"),
    IGNORES_EPOCH("stale-epoch-refused"),
    IGNORES_TTL("expired-refused"),
    IGNORES_RANGE("range-refused"),
    STARTS_WHILE_BUSY("busy-refused"),
    DIES_OF_GARBAGE("garbage-survived"),
    ACCEPTS_FUTURE_EPOCHS("future-epoch-refused"),
    GIVES_LEASE_TO_ANYONE("lease-theft-refused"),
    GRANTS_OLD_EPOCHS("lease-epoch-only-rises"),
    STATE_NOT_RETAINED("state-retained"),
    EVENT_RETAINED("event-not-retained"),
    IGNORES_CANCEL("cancel"),
    STOP_DOES_NOT_LATCH("stop-latches"),
    LEASE_OUTLIVES_STOP("stop-ends-lease"),
    REUSES_IDS("id-reused-refused"),
    DRY_RUN_MOVES("dry-run-moves-nothing"),
    SKIPS_NUMBERS("sequence-complete"),
    NO_HEARTBEAT("heartbeat"),
    LOSES_RESULTS("result-promised"),
    FORGETS_AT_RESTART("restart-remembers"),
    GOES_ON_AFTER_RESTART("restart-interrupts"),
    NO_WILL("will-says-lost"),
    WILL_NOT_RETAINED("will-retained"),
    SLOW_CLOCK("clock-agrees"),
    LOSES_ZERO("restart-keeps-zero"),
    SPEAKS_AT_QOS_ZERO("facts-at-qos-one");

    private final String trial;

    Flaw(String trial) {
        this.trial = trial;
    }

    /// The trial that must fail because of it.
    String trial() {
        return trial;
    }
}
