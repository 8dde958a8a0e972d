package org.agate.robot.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MonotonicClockTest {

    private Instant wall = Instant.parse("2030-01-01T12:00:00Z");
    private long nanos = 17;

    @Test
    void settingTheWallClockChangesNothing() {
        var clock = new MonotonicClock(() -> wall, () -> nanos);
        assertThat(clock.instant()).isEqualTo("2030-01-01T12:00:00Z");
        wall = wall.minusSeconds(3_600);
        nanos += 5_000_000_000L;
        assertThat(clock.instant()).isEqualTo("2030-01-01T12:00:05Z");
        wall = wall.plusSeconds(90_000);
        assertThat(clock.instant()).isEqualTo("2030-01-01T12:00:05Z");
    }

    @Test
    void nanosecondsMayPassTheirLargestNumber() {
        nanos = Long.MAX_VALUE - 1;
        var clock = new MonotonicClock(() -> wall, () -> nanos);
        nanos += 1_000_000_000L;
        assertThat(clock.instant()).isEqualTo("2030-01-01T12:00:01Z");
    }
}
