package org.agate.orchestrator.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchesTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Batches batches = new Batches();

    @Test
    void vialsOfOneKeyHaveItInCommonAndOthersHaveNothing() {
        batches.load("S-1", "325", NOON);
        batches.load("S-2", "325", NOON);
        batches.load("S-3", "400", NOON);
        assertThat(batches.key(List.of("S-1", "S-2"))).contains("325");
        assertThat(batches.key(List.of("S-1", "S-3"))).isEmpty();
        assertThat(batches.key(List.of("S-1", "S-9"))).isEmpty();
        assertThat(batches.key(List.of())).isEmpty();
    }

    @Test
    void theFirstVialSaysSinceWhenTheyWaitAndSayingItAgainChangesNothing() {
        batches.load("S-1", "325", NOON);
        batches.load("S-2", "325", NOON.plus(Duration.ofHours(1)));
        batches.load("S-1", "325", NOON.plus(Duration.ofHours(2)));
        assertThat(batches.since(List.of("S-1", "S-2"), NOON.plus(Duration.ofHours(3))))
                .isEqualTo(NOON);
        batches.load("S-1", "400", NOON.plus(Duration.ofHours(2)));
        assertThat(batches.since(List.of("S-1"), NOON)).isEqualTo(NOON.plus(Duration.ofHours(2)));
    }

    @Test
    void whatWasWorkedOnWaitsForNobody() {
        batches.load("S-1", "325", NOON);
        batches.unload("S-1");
        assertThat(batches.key(List.of("S-1"))).isEmpty();
    }
}
