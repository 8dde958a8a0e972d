package org.agate.orchestrator.clock;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.agate.robot.clock.MonotonicClock;
import org.agate.robot.wire.Site;
import org.jspecify.annotations.Nullable;

/// Time in the laboratory: wall time in a real one, the twin's virtual clock in a simulated one. Thread-safe.
///
/// Durations of a workflow, such as a pause before a retry or the due time of a prompt, are lab time. It never goes
/// back while the server runs, however the wall clock is set. A virtual clock, and the time that an earlier start
/// remembered, count only as long as every device is simulated: a retained clock must not stop a real laboratory.
@ApplicationScoped
public class LabTime {

    private final InstantSource wall;
    private final InstantSource monotonic;
    private volatile Site.@Nullable Clock clock;
    private volatile Instant remembered = Instant.EPOCH;
    private volatile boolean real;
    private Instant shown = Instant.EPOCH;
    private Instant shownAt = Instant.EPOCH;

    LabTime(InstantSource wall, MonotonicClock monotonic) {
        this.wall = wall;
        this.monotonic = monotonic;
    }

    /// What time it was when the lab was last heard, until the twin says what time it is: a twin is ahead of the wall.
    public void resume(Instant last) {
        remembered = last;
    }

    /// The twin has said what time it is.
    public void heard(Site.Clock told) {
        clock = told;
    }

    /// A device that is not simulated has introduced itself: from now on lab time is wall time.
    ///
    /// @return whether a virtual clock, or a remembered time ahead of the wall, was in force until now
    public synchronized boolean becomesReal() {
        boolean virtual = !real && (clock != null || remembered.isAfter(wall.instant()));
        real = true;
        return virtual;
    }

    /// The virtual clock; empty in a real laboratory.
    public Optional<Site.Clock> virtual() {
        return real ? Optional.empty() : Optional.ofNullable(clock);
    }

    /// What time it is in the laboratory: in a simulated one, what the last tick said. Between two ticks no time passes
    /// there, and a guess would run ahead and then jump back.
    public Instant instant() {
        var told = clock;
        if (told != null && !real) {
            return told.sim();
        }
        var now = forward();
        return !real && remembered.isAfter(now) ? remembered : now;
    }

    /// The wall time, or where it was set back, what has passed since it was right.
    private synchronized Instant forward() {
        var at = monotonic.instant();
        var passed = shown.plus(java.time.Duration.between(shownAt, at));
        var now = wall.instant();
        shown = shown.equals(Instant.EPOCH) || now.isAfter(passed) ? now : passed;
        shownAt = at;
        return shown;
    }
}
