package org.agate.robot.clock;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// A clock that never goes back: it shows the wall time of its start plus the time that has passed since.
///
/// Leases, resends and pauses are measured on it, because the wall clock can be set. After some time it may differ
/// from the wall clock; its instants are only compared with each other.
public final class MonotonicClock implements InstantSource {

    private final Instant start;
    private final LongSupplier nanos;
    private final long startNanos;

    /// @param wall read once, at the start
    /// @param nanos nanoseconds since an arbitrary moment, never going back, for example [System#nanoTime]
    public MonotonicClock(InstantSource wall, LongSupplier nanos) {
        this.start = wall.instant();
        this.nanos = nanos;
        this.startNanos = nanos.getAsLong();
    }

    @Override
    public Instant instant() {
        return start.plusNanos(nanos.getAsLong() - startNanos);
    }
}
