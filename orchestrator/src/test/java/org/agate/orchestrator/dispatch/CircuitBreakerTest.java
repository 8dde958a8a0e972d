package org.agate.orchestrator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.agate.orchestrator.dispatch.CircuitBreaker.Change;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final CircuitBreaker breaker = new CircuitBreaker();

    @Test
    void threeFailuresInARowOpenItAndASuccessClosesIt() {
        assertThat(breaker.failed("grinder-1", NOON)).isEqualTo(Change.NONE);
        assertThat(breaker.failed("grinder-1", NOON)).isEqualTo(Change.NONE);
        assertThat(breaker.shunnedUntil("grinder-1", NOON)).isEmpty();
        assertThat(breaker.failed("grinder-1", NOON)).isEqualTo(Change.OPENED);
        assertThat(breaker.shunnedUntil("grinder-1", NOON)).contains(NOON.plus(Duration.ofMinutes(30)));
        assertThat(breaker.shunnedUntil("grinder-2", NOON)).isEmpty();
        assertThat(breaker.succeeded("grinder-1")).isEqualTo(Change.CLOSED);
        assertThat(breaker.shunnedUntil("grinder-1", NOON)).isEmpty();
    }

    @Test
    void itIsTriedAgainAfterAPauseThatDoublesWithEachFailure() {
        for (int i = 0; i < 4; i++) {
            breaker.failed("grinder-1", NOON);
        }
        assertThat(breaker.shunnedUntil("grinder-1", NOON.plus(Duration.ofMinutes(59))))
                .isPresent();
        assertThat(breaker.shunnedUntil("grinder-1", NOON.plus(Duration.ofMinutes(60))))
                .isEmpty();
    }

    @Test
    void aSuccessInBetweenStartsTheCountAnew() {
        breaker.failed("grinder-1", NOON);
        breaker.failed("grinder-1", NOON);
        assertThat(breaker.succeeded("grinder-1")).isEqualTo(Change.NONE);
        assertThat(breaker.failed("grinder-1", NOON)).isEqualTo(Change.NONE);
    }
}
