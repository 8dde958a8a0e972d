package org.agate.sim.clock;

import java.time.Duration;
import java.time.Instant;

/// Lab time that jumps over every wait: for unit tests with one actor. Thread-safe.
public final class JumpingClock implements SimClock {

    private Instant now;

    public JumpingClock(Instant start) {
        now = start;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public double rate() {
        return 1;
    }

    @Override
    public synchronized void sleep(Duration lab) {
        now = now.plus(lab);
    }
}
