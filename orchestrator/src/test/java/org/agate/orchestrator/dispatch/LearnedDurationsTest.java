package org.agate.orchestrator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LearnedDurationsTest {

    private final LearnedDurations learned = new LearnedDurations();

    @Test
    void beforeAnythingWasSeenTheMakersWordCounts() {
        var expected = learned.of("grinder/grind", "grinder-1", Duration.ofMinutes(10));
        assertThat(expected.seen()).isZero();
        assertThat(expected.median()).isEqualTo(Duration.ofMinutes(10));
        assertThat(expected.p99()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void quantilesAreOfTheRatioToWhatWasSaid() {
        for (int percent = 100; percent <= 200; percent++) {
            learned.learn("grinder/grind", "grinder-1", Duration.ofMinutes(1), Duration.ofMillis(600L * percent));
        }
        var expected = learned.of("grinder/grind", "grinder-1", Duration.ofMinutes(100));
        // The first of the hundred and one is forgotten.
        assertThat(expected.seen()).isEqualTo(100);
        assertThat(expected.median()).isEqualTo(Duration.ofSeconds(9030));
        assertThat(expected.p90()).isCloseTo(Duration.ofMinutes(190), Duration.ofMinutes(1));
    }

    @Test
    void aDeviceThatIsSlowerIsKnownAsSuch() {
        for (int i = 0; i < 5; i++) {
            learned.learn("arm/move", "arm-1", Duration.ofSeconds(30), Duration.ofSeconds(30));
            learned.learn("arm/move", "arm-2", Duration.ofSeconds(30), Duration.ofSeconds(60));
        }
        assertThat(learned.of("arm/move", "arm-2", Duration.ofSeconds(30)).median())
                .isEqualTo(Duration.ofSeconds(60));
        assertThat(learned.of("arm/move", "arm-3", Duration.ofSeconds(30)).median())
                .isEqualTo(Duration.ofSeconds(45));
    }
}
