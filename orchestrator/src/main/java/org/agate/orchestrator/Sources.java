package org.agate.orchestrator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.agate.robot.clock.MonotonicClock;

/// The composition root's sources of time and ids: everything else is given them.
@ApplicationScoped
public class Sources {

    /// Makes ids that sort by the time of their making (UUIDv7, RFC 9562).
    @FunctionalInterface
    public interface Ids extends Supplier<UUID> {}

    @Produces
    @Singleton
    InstantSource wallClock(AgateConfig config) {
        return Clock.offset(Clock.systemUTC(), config.wallOffset());
    }

    @Produces
    @Singleton
    @Typed(MonotonicClock.class)
    MonotonicClock monotonicClock(InstantSource wall) {
        return new MonotonicClock(wall, System::nanoTime);
    }

    @Produces
    @Singleton
    Ids ids(InstantSource wall) {
        return () -> {
            var random = ThreadLocalRandom.current();
            long high = wall.millis() << 16 | 0x7000L | random.nextInt(0x1000);
            long low = random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
            return new UUID(high, low);
        };
    }
}
