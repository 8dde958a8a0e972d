package org.agate.sim.clock;

import java.time.Duration;
import java.time.Instant;

/// Lab time. Actions last lab time; liveness (leases, heartbeats, wills) stays on the wall clock.
public interface SimClock {

    Instant now();

    /// Lab seconds per wall second.
    double rate();

    /// Waits until that much lab time has passed.
    void sleep(Duration lab) throws InterruptedException;
}
