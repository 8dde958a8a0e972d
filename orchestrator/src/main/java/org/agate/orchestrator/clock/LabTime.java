package org.agate.orchestrator.clock;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.agate.robot.wire.Site;
import org.jspecify.annotations.Nullable;

/// Time in the laboratory: wall time in a real one, the twin's virtual clock in a simulated one. Thread-safe.
///
/// Durations of a workflow, such as a pause before a retry or the due time of a prompt, are lab time.
@ApplicationScoped
public class LabTime {

    private final InstantSource wall;
    private volatile Site.@Nullable Clock clock;
    private volatile Instant remembered = Instant.EPOCH;

    LabTime(InstantSource wall) {
        this.wall = wall;
    }

    /// What time it was when the lab was last heard, until the twin says what time it is: a twin is ahead of the wall.
    public void resume(Instant last) {
        remembered = last;
    }

    /// The twin has said what time it is.
    public void heard(Site.Clock told) {
        clock = told;
    }

    /// The virtual clock; empty in a real laboratory.
    public Optional<Site.Clock> virtual() {
        return Optional.ofNullable(clock);
    }

    /// What time it is in the laboratory: in a simulated one, what the last tick said. Between two ticks no time passes
    /// there, and a guess would run ahead and then jump back.
    public Instant instant() {
        var told = clock;
        if (told != null) {
            return told.sim();
        }
        var now = wall.instant();
        return remembered.isAfter(now) ? remembered : now;
    }
}
