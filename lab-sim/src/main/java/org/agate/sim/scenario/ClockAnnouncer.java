package org.agate.sim.scenario;

import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.agate.robot.sdk.SiteClock;
import org.agate.robot.wire.Header;
import org.agate.robot.wire.Site;
import org.agate.sim.clock.SimClock;

/// Tells everyone the lab time once a wall second, retained.
final class ClockAnnouncer implements AutoCloseable {

    private final SiteClock wire;
    private final SimClock clock;
    private final InstantSource wall;
    private final AtomicLong tick = new AtomicLong();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("lab-clock").factory());

    ClockAnnouncer(String broker, SimClock clock, InstantSource wall) {
        this.wire = new SiteClock(broker);
        this.clock = clock;
        this.wall = wall;
    }

    void start() {
        wire.start();
        timer.scheduleAtFixedRate(this::announce, 0, 1, TimeUnit.SECONDS);
    }

    private void announce() {
        wire.publish(new Site.Clock(
                Header.VERSION, "SIM", clock.rate(), clock.now(), wall.instant(), tick.incrementAndGet()));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        wire.close();
    }
}
