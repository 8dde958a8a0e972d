package org.agate.orchestrator.event;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.agate.orchestrator.database.Database;
import org.agate.orchestrator.database.Json;
import org.agate.orchestrator.database.Storage;
import org.agate.orchestrator.event.LogHead.Mark;
import org.hibernate.Session;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// What happened, for ever: append-only, each entry sealed with the hash of the one before it.
///
/// Facts are the truth: the tables are written in the same transaction, by their projections. One writer at a
/// time, so that numbers rise in the order of commits and a reader that has seen 42 never misses a 41; what
/// several threads want to keep at the same time is kept by one commit. Thread-safe.
@ApplicationScoped
public class EventLog {

    private static final int MOST_TOGETHER = 64;
    private static final Logger LOG = Logger.getLogger(EventLog.class);

    private final Database database;
    private final Storage storage;
    private final Projections projections;
    private final LogHead headFile;
    private final InstantSource wall;
    private final Queue<Wish> waiting = new ConcurrentLinkedQueue<>();
    private final List<Consumer<LabEvent>> onKept = new CopyOnWriteArrayList<>();
    private final BroadcastProcessor<LabEvent> live = BroadcastProcessor.create();
    private @Nullable Mark head;
    private volatile long position;

    EventLog(Database database, Storage storage, Projections projections, LogHead headFile, InstantSource wall) {
        this.database = database;
        this.storage = storage;
        this.projections = projections;
        this.headFile = headFile;
        this.wall = wall;
    }

    /// Keeps a fact and writes what it changes; both are on disk when this returns.
    public LabEvent append(Fact fact) {
        return transact(entities -> List.of(fact)).getFirst();
    }

    /// Keeps a remark: an entry that changes no table.
    ///
    /// @param data details for programs
    public void append(Subject subject, String kind, String text, Map<String, ?> data) {
        write(entities -> List.of(new Entry(subject, kind, text, Json.write(data), false)));
    }

    /// Decides what happened by what the tables say, and keeps it: nobody writes in between, and all facts or none are
    /// kept.
    ///
    /// @return the entries; empty when nothing was decided
    public List<LabEvent> transact(Function<EntityManager, List<? extends Fact>> decision) {
        return write(entities -> decision.apply(entities).stream()
                .map(fact -> new Entry(fact.subject(), fact.kind(), fact.text(), Json.write(fact), fact.routine()))
                .toList());
    }

    private List<LabEvent> write(Function<EntityManager, List<Entry>> decision) {
        var wish = new Wish(decision);
        waiting.add(wish);
        synchronized (this) {
            // Whoever wrote before has perhaps kept this one too.
            while (!wish.isAnswered()) {
                keepAll(taken());
            }
        }
        return wish.answer();
    }

    private List<Wish> taken() {
        var taken = new ArrayList<Wish>();
        for (var next = waiting.poll(); next != null; next = taken.size() < MOST_TOGETHER ? waiting.poll() : null) {
            taken.add(next);
        }
        return taken;
    }

    /// One commit for all that wait: a commit is what costs time. One that is wrong must not take the others with it.
    private void keepAll(List<Wish> wishes) {
        List<List<LabEvent>> kept;
        var attempts = new Attempts(wishes);
        try {
            kept = attempts.insist();
        } catch (RuntimeException e) {
            if (wishes.size() == 1) {
                wishes.getFirst().failed(e);
            } else {
                wishes.forEach(wish -> keepAll(List.of(wish)));
            }
            return;
        } catch (Error e) {
            // Whoever waits must not wait for ever, whatever becomes of this process.
            wishes.forEach(wish -> wish.failed(new IllegalStateException("The log could not be written", e)));
            throw e;
        }
        for (int i = 0; i < wishes.size(); i++) {
            tellCalmly(kept.get(i));
            wishes.get(i).kept(kept.get(i));
        }
    }

    /// It is on disk: whoever cannot hear of it must not make it look as if it were not.
    private void tellCalmly(List<LabEvent> events) {
        try {
            tell(events);
        } catch (RuntimeException e) {
            LOG.error("A listener of the log stumbled", e);
        }
    }

    /// The attempts to keep some wishes. A commit whose answer was lost may have happened: before it is tried again,
    /// and before it is called a failure, the table is asked for the very entries that were tried, by their seals.
    private final class Attempts {

        private final List<Wish> wishes;
        private final List<List<List<LabEvent>>> inDoubt = new ArrayList<>();

        private Attempts(List<Wish> wishes) {
            this.wishes = wishes;
        }

        List<List<LabEvent>> insist() {
            try {
                return storage.insist(this::attempt);
            } catch (RuntimeException e) {
                // Perhaps the first attempt was kept after all, and the second met its own numbers.
                return storage.insist(this::kept).orElseThrow(() -> e);
            }
        }

        private List<List<LabEvent>> attempt() {
            return kept().orElseGet(this::tryAgain);
        }

        private List<List<LabEvent>> tryAgain() {
            var tried = new ArrayList<List<LabEvent>>();
            try {
                QuarkusTransaction.requiringNew()
                        .run(() -> database.run(entities -> {
                            var at = head == null ? lastIn(entities) : head;
                            for (var wish : wishes) {
                                var events = keep(wish.decision().apply(entities), at, entities);
                                at = events.isEmpty()
                                        ? at
                                        : new Mark(
                                                events.getLast().id(),
                                                events.getLast().hash());
                                tried.add(events);
                            }
                        }));
                return tried;
            } catch (RuntimeException e) {
                // Nobody knows what was committed: the next attempt asks the table.
                head = null;
                if (tried.size() == wishes.size()) {
                    inDoubt.add(tried);
                }
                throw e;
            }
        }

        /// The attempt that was committed although its answer was lost.
        private Optional<List<List<LabEvent>>> kept() {
            return inDoubt.stream().filter(this::isKept).findFirst();
        }

        private boolean isKept(List<List<LabEvent>> tried) {
            return tried.stream()
                    .flatMap(List::stream)
                    .reduce((first, second) -> second)
                    .map(last -> QuarkusTransaction.requiringNew()
                            .call(() -> database.call(entities -> {
                                var row = entities.find(EventEntity.class, last.id());
                                return row != null && row.hash.equals(last.hash());
                            })))
                    .orElse(false);
        }
    }

    private void tell(List<LabEvent> events) {
        if (!events.isEmpty()) {
            var last = events.getLast();
            head = new Mark(last.id(), last.hash());
            headFile.keep(head);
            position = last.id();
        }
        events.forEach(this::tell);
        events.forEach(event -> onKept.forEach(listener -> listener.accept(event)));
    }

    /// Called after an entry is on disk, before whoever kept it goes on; must not block.
    public void onKept(Consumer<LabEvent> listener) {
        onKept.add(listener);
    }

    private List<LabEvent> keep(List<Entry> entries, Mark before, EntityManager entities) {
        var at = before;
        // Microseconds: what the column keeps, so that the hash can be checked later.
        var now = wall.instant().truncatedTo(ChronoUnit.MICROS);
        var events = new ArrayList<LabEvent>();
        for (var entry : entries) {
            var event = sealed(entry, at, now);
            entities.persist(new EventEntity(event));
            projections.apply(event.kind(), event.data(), event.id(), now, entities);
            events.add(event);
            at = new Mark(event.id(), event.hash());
        }
        return events;
    }

    private static LabEvent sealed(Entry entry, Mark before, Instant at) {
        var subject = entry.subject();
        long id = before.id() + 1;
        return new LabEvent(
                id,
                at,
                entry.kind(),
                subject.campaign(),
                subject.run(),
                subject.sample(),
                subject.device(),
                entry.text(),
                entry.data(),
                Seal.of(before.hash(), id, at, entry.kind(), subject, entry.text(), entry.data()),
                entry.routine());
    }

    private void tell(LabEvent event) {
        if (event.routine()) {
            LOG.debugf("%s %s", event.kind(), event.text());
        } else {
            LOG.infof("%s %s", event.kind(), event.text());
        }
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
                .map(EventEntity::view)
                .toList());
    }

    /// The last entry about a run; empty when there is none.
    public Optional<LabEvent> lastOf(UUID run) {
        return database.call(entities -> entities.createQuery(
                        "from EventEntity e where e.run = :run order by e.id desc", EventEntity.class)
                .setParameter("run", run)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(EventEntity::view));
    }

    /// The last entry of one of two kinds; empty when there is none.
    public Optional<LabEvent> lastOf(String kind, String other) {
        return database.call(entities -> entities.createQuery(
                        "from EventEntity e where e.kind in (:kind, :other) order by e.id desc", EventEntity.class)
                .setParameter("kind", kind)
                .setParameter("other", other)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(EventEntity::view));
    }

    /// The latest events, oldest first.
    ///
    /// @param everything also what is too common for the lab book
    public List<LabEvent> latest(@Nullable Long campaign, int most, boolean everything) {
        return database.call(entities -> entities.createQuery("""
                                from EventEntity e where (:campaign is null or e.campaign = :campaign)
                                and (:everything = true or e.routine = false) order by e.id desc
                                """, EventEntity.class)
                        .setParameter("campaign", campaign)
                        .setParameter("everything", everything)
                        .setMaxResults(most)
                        .getResultStream()
                        .map(EventEntity::view)
                        .toList())
                .reversed();
    }

    /// Events as they are appended, from now on.
    public Multi<LabEvent> live() {
        return live.onOverflow().buffer(10_000);
    }

    /// Whether the log ends before the last entry that was kept beside the database: its end was cut off, or an older
    /// copy was put in its place.
    public boolean isCut() {
        return headFile.kept().filter(kept -> kept.id() > last().id()).isPresent();
    }

    /// Checks every seal. What is written meanwhile comes after what was kept when this began.
    public LogAudit.Finding audit() {
        var kept = headFile.kept().orElse(null);
        return database.call(entities ->
                entities.unwrap(Session.class).doReturningWork(connection -> LogAudit.audit(connection, kept)));
    }

    /// The number of the last entry that this start has kept, or found when it first wrote; zero before.
    public long position() {
        return position;
    }

    /// The last entry; number zero before the first.
    public Mark last() {
        return database.call(EventLog::lastIn);
    }

    private static Mark lastIn(EntityManager entities) {
        return entities.createQuery("from EventEntity e order by e.id desc", EventEntity.class)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(event -> new Mark(event.id, event.hash))
                .orElseGet(() -> new Mark(0, ""));
    }
}
