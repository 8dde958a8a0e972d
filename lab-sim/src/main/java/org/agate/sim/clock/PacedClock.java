package org.agate.sim.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Lab time that runs at a constant rate beside the wall clock. Thread-safe.
public final class PacedClock implements SimClock {

    /// The fastest rate at which messages still take less than a minute of lab time.
    public static final double FASTEST = 5_000;

    private final InstantSource wall;
    private final Instant wallStart;
    private final Instant labStart;
    private final double rate;

    /// @param rate lab seconds per wall second, 1 to [#FASTEST]
    public PacedClock(InstantSource wall, Instant labStart, double rate) {
        if (!(rate >= 1 && rate <= FASTEST)) {
            throw new IllegalArgumentException(
                    "Rate (%s) is not between 1 and %s.\nMaybe try --rate 2000.".formatted(rate, FASTEST));
        }
        this.wall = wall;
        this.wallStart = wall.instant();
        this.labStart = labStart;
        this.rate = rate;
    }

    @Override
    public Instant now() {
        var passed = Duration.between(wallStart, wall.instant());
        return labStart.plusNanos((long) (passed.toNanos() * rate));
    }

    @Override
    public double rate() {
        return rate;
    }

    @Override
    public void sleep(Duration lab) throws InterruptedException {
        // Against a fixed end, so that the inexactness of many short sleeps does not add up to hours.
        var end = now().plus(lab);
        for (var left = lab; left.isPositive(); left = Duration.between(now(), end)) {
            Thread.sleep(Duration.ofNanos(Math.max(1, (long) (left.toNanos() / rate))));
        }
    }
}
