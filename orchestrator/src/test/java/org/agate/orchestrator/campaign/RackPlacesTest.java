package org.agate.orchestrator.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.agate.orchestrator.sample.Condition;
import org.agate.orchestrator.sample.Sample;
import org.junit.jupiter.api.Test;

class RackPlacesTest {

    private static final String EXPERIMENT = "experiment";

    private final ConcurrentLinkedQueue<String> free = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> told = new ConcurrentLinkedQueue<>();
    private final Semaphore looks = new Semaphore(0);
    private final RackPlaces places = new RackPlaces(this::created, told::add, 1);

    private Optional<Sample> created(long campaign, String purpose) {
        looks.release();
        return Optional.ofNullable(free.poll())
                .map(home -> new Sample("S-1", campaign, purpose, home, home, Condition.GOOD, Instant.EPOCH));
    }

    @Test
    void aFreePlaceIsGivenAtOnce() {
        free.add("rack-1");
        assertThat(places.later(7, EXPERIMENT))
                .isCompletedWithValueMatching(vial -> vial.home().equals("rack-1"));
        assertThat(told).isEmpty();
    }

    @Test
    void aFullRackIsToldOnceAndWaitedForUntilThereIsAPlaceAgain() throws InterruptedException {
        var vial = places.later(7, EXPERIMENT);
        var other = places.later(7, EXPERIMENT);
        looks.acquire(10);
        assertThat(vial).isNotDone();
        assertThat(told).containsExactly(7L);
        free.addAll(List.of("rack-1", "rack-2"));
        assertThat(List.of(vial.join().home(), other.join().home())).containsExactlyInAnyOrder("rack-1", "rack-2");
        assertThat(places.now(8, EXPERIMENT)).isEmpty();
        assertThat(told).as("full again is told again").containsExactly(7L, 8L);
    }

    @Test
    void aFaultWhileItWaitsEndsTheWaitingAndIsNotSwallowed() {
        var faults = new ArrayDeque<>(List.of(Optional.<Sample>empty()));
        var failing = new RackPlaces(
                (campaign, purpose) -> Optional.ofNullable(faults.poll())
                        .orElseThrow(() -> new IllegalStateException("the database is gone")),
                told::add,
                1);
        assertThatThrownBy(() -> failing.later(7, EXPERIMENT).join())
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("the database is gone");
    }
}
