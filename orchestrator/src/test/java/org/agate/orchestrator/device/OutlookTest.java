package org.agate.orchestrator.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutlookTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static List<Duration> minutes(int... minutes) {
        return IntStream.of(minutes).mapToObj(Duration::ofMinutes).toList();
    }

    @Test
    void nothingIsSaidBeforeAnotherRunHasEnded() {
        assertThat(Outlook.of(NOON, List.of(), NOON)).isEmpty();
    }

    @Test
    void halfOfTheOthersWereDoneByThenAndNineOfTen() {
        var outlook = Outlook.of(NOON, minutes(10, 20, 30, 40, 50, 60, 70, 80, 90, 100), NOON)
                .orElseThrow();
        assertThat(outlook.likely()).isEqualTo(NOON.plus(Duration.ofMinutes(60)));
        assertThat(outlook.cautious()).isEqualTo(NOON.plus(Duration.ofMinutes(90)));
        assertThat(outlook.seen()).isEqualTo(10);
    }

    @Test
    void whatIsOverdueIsExpectedNow() {
        var late = NOON.plus(Duration.ofHours(2));
        assertThat(Outlook.of(NOON, minutes(30), late).orElseThrow().likely()).isEqualTo(late);
    }
}
