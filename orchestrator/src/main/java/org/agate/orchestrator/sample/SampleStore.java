package org.agate.orchestrator.sample;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.agate.orchestrator.database.Database;
import org.agate.orchestrator.event.EventLog;
import org.agate.vision.inference.Explained;
import org.agate.vision.inference.Inference;
import org.jspecify.annotations.Nullable;

/// Samples and their photographs.
@ApplicationScoped
public class SampleStore {

    private final Database database;
    private final EventLog log;
    private final AtomicLong changes = new AtomicLong();
    private volatile Standing standing = new Standing(-1, List.of());

    /// The samples that stand somewhere, as of so many changes.
    private record Standing(long changes, List<Sample> samples) {}

    SampleStore(Database database, EventLog log) {
        this.database = database;
        this.log = log;
        log.onKept(event -> {
            if (event.kind().startsWith("sample.")) {
                changes.incrementAndGet();
            }
        });
    }

    /// A new sample in a free rack position.
    ///
    /// @param rack all positions of the rack
    /// @param simulated whether the laboratory has a simulated person as well, who takes the oldest finished vial
    ///     out when the rack is full
    /// @return empty when every position holds a vial: a person has to take one out
    public Optional<Sample> create(@Nullable Long campaign, String purpose, List<String> rack, boolean simulated) {
        var facts = log.transact(entities -> {
            var made = new ArrayList<SampleFact>();
            freeHome(entities, rack, simulated, made).ifPresent(home -> {
                long number = entities.createQuery("select coalesce(max(s.number), 0) from SampleEntity s", Long.class)
                                .getSingleResult()
                        + 1;
                made.add(new SampleFact.Created("S-%05d".formatted(number), number, campaign, purpose, home));
            });
            return made;
        });
        return facts.isEmpty()
                ? Optional.empty()
                : Optional.of(get(String.valueOf(facts.getLast().sample())));
    }

    private static Optional<String> freeHome(
            EntityManager entities, List<String> rack, boolean simulated, List<SampleFact> made) {
        var taken = new HashSet<>(
                entities.createQuery("select s.home from SampleEntity s where s.position is not null", String.class)
                        .getResultList());
        var free = rack.stream().filter(position -> !taken.contains(position)).findFirst();
        if (free.isPresent() || !simulated) {
            return free;
        }
        return entities.createQuery("""
                        from SampleEntity s where s.position = s.home and not exists
                        (select 1 from RunEntity r where r.sample = s.id and r.ended is null) order by s.number
                        """, SampleEntity.class)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(oldest -> {
                    made.add(new SampleFact.Worsened(
                            oldest.id, Condition.DISCARDED, "the simulated person took it out, its place is needed"));
                    return oldest.home;
                });
    }

    public Optional<Sample> find(String id) {
        return database.call(entities ->
                Optional.ofNullable(entities.find(SampleEntity.class, id)).map(SampleEntity::view));
    }

    public Sample get(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("There is no sample (%s).".formatted(id)));
    }

    /// The samples of a campaign, newest first.
    public List<Sample> of(long campaign) {
        return database.call(entities -> entities.createQuery(
                        "from SampleEntity s where s.campaign = :campaign order by s.number desc", SampleEntity.class)
                .setParameter("campaign", campaign)
                .getResultStream()
                .map(SampleEntity::view)
                .toList());
    }

    /// The samples that stand somewhere in the laboratory.
    public List<Sample> present() {
        long now = changes.get();
        var known = standing;
        if (known.changes() == now) {
            return known.samples();
        }
        var read = readPresent();
        standing = new Standing(now, read);
        return read;
    }

    private List<Sample> readPresent() {
        return database.call(entities -> entities.createQuery(
                        "from SampleEntity s where s.position is not null order by s.number", SampleEntity.class)
                .getResultStream()
                .map(SampleEntity::view)
                .toList());
    }

    /// The sample at a position.
    public Optional<Sample> at(String position) {
        return database.call(
                entities -> entities.createQuery("from SampleEntity s where s.position = :position", SampleEntity.class)
                        .setParameter("position", position)
                        .getResultStream()
                        .findFirst()
                        .map(SampleEntity::view));
    }

    /// It stands somewhere else now; null when nobody knows where.
    public void move(String id, @Nullable String position, String why) {
        log.append(new SampleFact.Moved(id, position, why));
    }

    /// It can be trusted less than before; never more.
    public void worsen(String id, Condition condition, String why) {
        log.transact(entities -> {
            var row = entities.find(SampleEntity.class, id);
            return row == null || condition.compareTo(row.condition) <= 0
                    ? List.of()
                    : List.of(new SampleFact.Worsened(id, condition, why));
        });
    }

    /// A person has taken a vial out of the laboratory: its places are free again.
    ///
    /// @return false when a run still needs it
    public boolean remove(String id, String by, String why) {
        return !log.transact(entities -> {
                    long open = entities.createQuery(
                                    "select count(r) from RunEntity r where r.sample = :id and r.ended is null",
                                    Long.class)
                            .setParameter("id", id)
                            .getSingleResult();
                    return open > 0
                            ? List.of()
                            : List.of(
                                    new SampleFact.Judged(id, Condition.DISCARDED, by, why),
                                    new SampleFact.Moved(id, null, "%s took it out: %s".formatted(by, why)));
                })
                .isEmpty();
    }

    /// A person has looked at it and decided.
    public void judge(String id, Condition condition, String by, String why) {
        log.append(new SampleFact.Judged(id, condition, by, why));
    }

    /// Records the photographs of a run, and what was read from each: once, however often it is told.
    ///
    /// @param hashes of the photographs
    /// @param overlays hashes of their overlays
    public void captured(String sample, UUID run, List<String> hashes, Explained explained, List<String> overlays) {
        log.transact(entities -> isCaptured(entities, run)
                ? List.of()
                : List.of(
                        new SampleFact.Captured(sample, run, shots(hashes, overlays, explained.inference())),
                        inferred(sample, explained)));
    }

    private static List<SampleFact.Shot> shots(List<String> hashes, List<String> overlays, Inference inference) {
        var shots = new ArrayList<SampleFact.Shot>();
        for (int shot = 0; shot < hashes.size(); shot++) {
            var look = inference.looks().get(shot);
            shots.add(new SampleFact.Shot(
                    hashes.get(shot),
                    overlays.get(shot),
                    look.share(),
                    look.defects().stream().map(Enum::name).toList()));
        }
        return shots;
    }

    private static SampleFact.Inferred inferred(String sample, Explained explained) {
        return switch (explained.inference()) {
            case Inference.Measured measured ->
                new SampleFact.Inferred(
                        sample,
                        measured.share(),
                        measured.standardDeviation(),
                        measured.shots(),
                        List.of(),
                        measured.modelVersion(),
                        explained.reasons());
            case Inference.Refused refused ->
                new SampleFact.Inferred(
                        sample,
                        null,
                        null,
                        0,
                        refused.defects().stream().map(Enum::name).toList(),
                        refused.modelVersion(),
                        List.of());
        };
    }

    /// Records photographs that teach: nothing is read from them.
    public void captured(String sample, UUID run, List<String> hashes) {
        log.transact(entities -> isCaptured(entities, run)
                ? List.of()
                : List.of(new SampleFact.Captured(
                        sample,
                        run,
                        hashes.stream()
                                .map(hash -> new SampleFact.Shot(hash, null, null, List.of()))
                                .toList())));
    }

    private static boolean isCaptured(EntityManager entities, UUID run) {
        return !entities.createQuery("select 1 from CaptureEntity c where c.run = :run", Integer.class)
                .setParameter("run", run)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /// The photographs of a sample, in the order taken.
    public List<Capture> captures(String sample) {
        return database.call(entities -> entities.createQuery(
                        "from CaptureEntity c where c.sample = :sample order by c.id", CaptureEntity.class)
                .setParameter("sample", sample)
                .getResultStream()
                .map(CaptureEntity::view)
                .toList());
    }

    /// What vision made of them, in that order.
    public List<Reading> readings(String sample) {
        return database.call(entities -> entities.createQuery(
                        "from InferenceEntity i where i.sample = :sample order by i.id", InferenceEntity.class)
                .setParameter("sample", sample)
                .getResultStream()
                .map(InferenceEntity::view)
                .toList());
    }
}
