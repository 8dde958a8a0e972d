package org.agate.orchestrator.event;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.agate.orchestrator.database.Database;
import org.agate.orchestrator.database.Json;
import org.agate.orchestrator.database.Sha256;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What happened, for ever: append-only, each entry sealed with the hash of the one before it.
///
/// One writer at a time, in a transaction of its own, so that ids rise in the order of commits and a reader that has
/// seen 42 never misses a 41.
@ApplicationScoped
public class EventLog {

    private static final Logger LOG = Logger.getLogger(EventLog.class);

    private final Database database;
    private final InstantSource wall;
    private final BroadcastProcessor<LabEvent> live = BroadcastProcessor.create();
    private @Nullable String head;

    EventLog(Database database, InstantSource wall) {
        this.database = database;
        this.wall = wall;
    }

    /// Appends one event; it is on disk when this returns.
    ///
    /// @param data details for programs
    public synchronized void append(Subject subject, String kind, String text, Map<String, ?> data) {
        var details = Json.write(data);
        // Microseconds: what the column keeps, so that the hash can be checked later.
        var at = wall.instant().truncatedTo(java.time.temporal.ChronoUnit.MICROS);
        var hash = Sha256.of(head() + at + kind + text + details);
        var event = QuarkusTransaction.requiringNew()
                .call(() -> database.call(entities -> {
                    var row = new EventEntity(at, subject, kind, text, details, hash);
                    entities.persist(row);
                    return view(row);
                }));
        head = hash;
        LOG.infof("%s %s", kind, text);
        live.onNext(event);
    }

    /// The events after an id, oldest first.
    public List<LabEvent> after(long id, @Nullable Long campaign, int most) {
        return database.call(entities -> entities.createQuery(
                        "from EventEntity e where e.id > :id and (:campaign is null or e.campaign = :campaign) order by e.id",
                        EventEntity.class)
                .setParameter("id", id)
                .setParameter("campaign", campaign)
                .setMaxResults(most)
                .getResultStream()
                .map(EventLog::view)
                .toList());
    }

    /// The latest events, oldest first.
    public List<LabEvent> latest(@Nullable Long campaign, int most) {
        return database.call(entities -> entities.createQuery(
                                "from EventEntity e where :campaign is null or e.campaign = :campaign order by e.id desc",
                                EventEntity.class)
                        .setParameter("campaign", campaign)
                        .setMaxResults(most)
                        .getResultStream()
                        .map(EventLog::view)
                        .toList())
                .reversed();
    }

    /// Events as they are appended, from now on.
    public Multi<LabEvent> live() {
        return live.onOverflow().buffer(10_000);
    }

    /// The id of the last event; zero before the first.
    public long last() {
        return database.call(
                entities -> entities.createQuery("select coalesce(max(e.id), 0) from EventEntity e", Long.class)
                        .getSingleResult());
    }

    /// Whether every seal fits: nothing was changed, inserted or removed in the middle.
    public boolean intact() {
        var seal = "";
        for (var event : after(0, null, Integer.MAX_VALUE)) {
            seal = Sha256.of(seal + event.at() + event.kind() + event.text() + event.data());
            if (!seal.equals(event.hash())) {
                return false;
            }
        }
        return true;
    }

    private String head() {
        if (head == null) {
            head = database.call(EventLog::lastHash);
        }
        return head;
    }

    private static String lastHash(EntityManager entities) {
        return entities.createQuery("select e.hash from EventEntity e order by e.id desc", String.class)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .orElse("");
    }

    private static LabEvent view(EventEntity row) {
        long id = java.util.Objects.requireNonNull(row.id);
        return new LabEvent(
                id, row.at, row.kind, row.campaign, row.run, row.sample, row.device, row.text, row.data, row.hash);
    }
}
