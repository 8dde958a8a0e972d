package org.agate.sim.scenario;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.agate.robot.sdk.SiteClock;
import org.agate.robot.wire.Header;
import org.agate.robot.wire.Site;
import org.agate.sim.clock.SimClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves lab time on beside the wall clock, but only when everyone has finished with the present moment.
///
/// Each tick goes over the wire. Devices and the orchestrator answer when all that came before it is worked off; if
/// anything began or ended meanwhile, the same moment is ticked again. So neither the latency of a message nor the time
/// that an orchestrator thinks becomes time in the laboratory.
final class Conductor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Conductor.class);
    private static final Duration PERIOD = Duration.ofMillis(20);
    private static final Duration IDLE_PERIOD = Duration.ofMillis(200);
    private static final Duration LONGEST_SAYING = Duration.ofMillis(100);
    private static final double CATCH_UP_S = 1;

    private final SiteClock wire;
    private final SimClock clock;
    private final InstantSource wall;
    private final Duration patience;
    private final BooleanSupplier settled;
    private final Runnable speakUp;
    private final Thread thread = Thread.ofVirtual().name("conductor").unstarted(this::run);
    private long tick;
    private volatile boolean closed;

    /// @param patience how long it waits for a participant before it goes on without
    /// @param settled whether every device has recorded and said what its actors did
    /// @param speakUp has every device say its state now, if it changed: a moment on the wall is hours in the lab
    Conductor(
            SiteClock wire,
            SimClock clock,
            InstantSource wall,
            Duration patience,
            BooleanSupplier settled,
            Runnable speakUp) {
        this.patience = patience;
        this.speakUp = speakUp;
        this.wire = wire;
        this.clock = clock;
        this.wall = wall;
        this.settled = settled;
    }

    void start() {
        wire.start();
        thread.start();
    }

    private void run() {
        try {
            long last = System.nanoTime();
            double credit = 0;
            while (!closed) {
                finishThisMoment();
                long now = System.nanoTime();
                credit = Math.min(CATCH_UP_S, credit + (now - last) / 1e9);
                last = now;
                var before = clock.instant();
                clock.advance(before.plusNanos((long) (credit * clock.rate() * 1e9)));
                credit -= Duration.between(before, clock.instant()).toNanos() / 1e9 / clock.rate();
                if (credit < 1e-6) {
                    clock.awaitBegin(clock.activity(), clock.actors() == 0 ? IDLE_PERIOD : PERIOD);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ticks until nothing happens any more; not for ever, or one dead participant would stop the laboratory.
    private void finishThisMoment() throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            boolean quiet = clock.awaitQuiet(patience);
            speakUp.run();
            awaitSettled();
            long before = clock.activity();
            tick++;
            say(new Site.Clock(Header.VERSION, "SIM", clock.rate(), clock.instant(), wall.instant(), tick));
            boolean done = wire.awaitDone(tick, patience);
            if (quiet && done && clock.activity() == before && settled.getAsBoolean()) {
                return;
            }
            Thread.sleep(1);
        }
    }

    /// What was said is with the broker before the tick is, so whoever answers the tick has heard it.
    private void awaitSettled() throws InterruptedException {
        long end = System.nanoTime() + LONGEST_SAYING.toNanos();
        while (!settled.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(1);
        }
    }

    /// A clock that cannot be said stands in nobody's way.
    private void say(Site.Clock now) {
        try {
            wire.publish(now);
        } catch (RuntimeException e) {
            LOG.error("Lab time not said tick={}", now.tick(), e);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        wire.close();
    }
}
