package org.agate.orchestrator.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.agate.orchestrator.device.DeviceBoard;
import org.agate.orchestrator.event.EventLog;
import org.agate.orchestrator.event.Subject;
import org.agate.orchestrator.sample.Sample;
import org.agate.orchestrator.sample.SampleStore;

/// Gives a fresh vial a place in the rack, and waits while every place is taken: only a person can take a vial out.
@ApplicationScoped
class RackPlaces {

    private static final long LOOK_MILLIS = 500;

    private final Vials vials;
    private final LongConsumer whenFull;
    private final long lookMillis;
    private final AtomicBoolean told = new AtomicBoolean();

    /// Gives a fresh vial a place, when there is one.
    @FunctionalInterface
    interface Vials {
        Optional<Sample> create(long campaign, String purpose);
    }

    @Inject
    RackPlaces(SampleStore samples, DeviceBoard board, EventLog log) {
        this(
                (campaign, purpose) -> samples.create(campaign, purpose, board.rack(), board.isTwin()),
                campaign -> log.append(
                        Subject.campaign(campaign),
                        "rack.full",
                        "Every place of the rack holds a vial: the campaign waits. Maybe take finished vials out, and"
                                + " say so for each (POST /api/v1/samples/ID/removed)",
                        Map.of()),
                LOOK_MILLIS);
    }

    /// @param whenFull hears once that a campaign waits, until there was a place again
    RackPlaces(Vials vials, LongConsumer whenFull, long lookMillis) {
        this.vials = vials;
        this.whenFull = whenFull;
        this.lookMillis = lookMillis;
    }

    /// A fresh vial, when there is a place now.
    Optional<Sample> now(long campaign, String purpose) {
        var created = vials.create(campaign, purpose);
        if (created.isPresent()) {
            told.set(false);
        } else if (told.compareAndSet(false, true)) {
            whenFull.accept(campaign);
        }
        return created;
    }

    /// A fresh vial, as soon as there is a place.
    Sample take(long campaign, String purpose) throws InterruptedException {
        while (true) {
            var created = now(campaign, purpose);
            if (created.isPresent()) {
                return created.get();
            }
            Thread.sleep(lookMillis);
        }
    }

    /// The same, without a thread of the caller's.
    CompletableFuture<Sample> later(long campaign, String purpose) {
        var now = now(campaign, purpose);
        if (now.isPresent()) {
            return CompletableFuture.completedFuture(now.get());
        }
        var taken = new CompletableFuture<Sample>();
        Thread.ofVirtual().name("rack-place").start(() -> {
            try {
                taken.complete(take(campaign, purpose));
            } catch (InterruptedException | RuntimeException e) {
                taken.completeExceptionally(new CompletionException(e));
            }
        });
        return taken;
    }
}
