package org.agate.orchestrator.event;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.agate.orchestrator.web.Problem;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/// The event log over HTTP: as a list, and as a stream that a browser resumes where it broke off.
@Path("/api/v1/events")
public class EventResource {

    private static final int REPLAY = 5_000;
    private static final int PAGE = 500;
    private static final int MOST_LISTENERS = 200;
    /// Each of them needs a connection to the database, and campaigns need some too.
    private static final int MOST_READERS = 4;
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Semaphore places = new Semaphore(MOST_LISTENERS);
    private final Semaphore readers = new Semaphore(MOST_READERS);
    private final EventLog log;
    private final Sse sse;

    EventResource(EventLog log, @Context Sse sse) {
        this.log = log;
        this.sse = sse;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listEvents", summary = "The latest events, oldest first")
    public List<LabEvent> list(
            @QueryParam("campaign") @Nullable Long campaign,
            @QueryParam("most") @Nullable Integer most,
            @QueryParam("everything") boolean everything) {
        return log.latest(campaign, Math.clamp(most == null ? 200 : most, 1, REPLAY), everything);
    }

    @GET
    @Path("/after/{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "readEvents", summary = "Every event after a number, oldest first, at most 5000")
    public List<LabEvent> after(@jakarta.ws.rs.PathParam("id") long id) {
        return log.after(id, null, REPLAY);
    }

    @GET
    @Path("/audit")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "auditEvents", summary = "Check every seal of the log")
    public LogAudit.Finding audit() {
        return log.audit();
    }

    @GET
    @Path("/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Blocking
    @Operation(operationId = "streamEvents", summary = "Events as they happen, replayed after Last-Event-ID")
    @APIResponse(
            responseCode = "200",
            description = "Each message has the event's number as its id and the event as JSON in its data",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = LabEvent.class)))
    public Multi<OutboundSseEvent> stream(
            @HeaderParam("Last-Event-ID") @Nullable Long seen, @QueryParam("after") @Nullable Long after) {
        if (!places.tryAcquire()) {
            throw new Problem(
                    503,
                    "events.too-many",
                    "There are (%d) listeners already.".formatted(MOST_LISTENERS),
                    "Maybe close some pages, or poll /api/v1/events/after/N.");
        }
        long from = seen != null ? seen : after != null ? after : log.last().id();
        var told = new AtomicLong(from);
        // A live event is only a wake-up call: what is told is read from the log, so nothing is missed or told twice.
        var events = Multi.createBy()
                .merging()
                .streams(log.live().map(LabEvent::id), Multi.createFrom().item(from))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .onItem()
                .transformToMultiAndConcatenate(wake -> unheard(told))
                .map(this::message);
        var heartbeats = Multi.createFrom()
                .ticks()
                .every(HEARTBEAT)
                .map(tick -> sse.newEventBuilder()
                        .name("alive")
                        .data(String.class, "")
                        .build());
        return Multi.createBy()
                .merging()
                .streams(events, heartbeats)
                .onTermination()
                .invoke(places::release);
    }

    /// Everything after what was told, however much it is: page by page, as fast as the listener takes it.
    private Multi<LabEvent> unheard(AtomicLong told) {
        return Uni.createFrom()
                .item(() -> page(told))
                // Whoever asks for more may be an event loop, and a page waits for the database.
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .repeat()
                .until(List::isEmpty)
                .onItem()
                .disjoint();
    }

    private List<LabEvent> page(AtomicLong told) {
        readers.acquireUninterruptibly();
        try {
            var events = log.after(told.get(), null, PAGE);
            if (!events.isEmpty()) {
                told.set(events.getLast().id());
            }
            return events;
        } finally {
            readers.release();
        }
    }

    private OutboundSseEvent message(LabEvent event) {
        return sse.newEventBuilder()
                .id(String.valueOf(event.id()))
                .name("lab")
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(event)
                .build();
    }
}
