package org.agate.orchestrator.sample;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.agate.orchestrator.database.Database;
import org.agate.vision.inference.Inference;
import org.jspecify.annotations.Nullable;

/// Samples and their photographs in the database.
@ApplicationScoped
public class SampleStore {

    private final Database database;
    private final InstantSource wall;

    SampleStore(Database database, InstantSource wall) {
        this.database = database;
        this.wall = wall;
    }

    /// A new sample in a free rack position; when the rack is full, the oldest finished one is taken out.
    ///
    /// @param rack all positions of the rack
    /// @throws IllegalStateException when every position holds a sample that is still needed
    public synchronized Sample create(long campaign, String purpose, List<String> rack) {
        return database.call(entities -> {
            var taken = new HashSet<>(
                    entities.createQuery("select s.home from SampleEntity s where s.position is not null", String.class)
                            .getResultList());
            var home = rack.stream()
                    .filter(position -> !taken.contains(position))
                    .findFirst()
                    .or(() -> discardOldest(entities))
                    .orElseThrow(() -> new IllegalStateException(
                            "The rack with (%d) positions is full.\nMaybe take finished samples out."
                                    .formatted(rack.size())));
            long number = entities.createQuery("select coalesce(max(s.number), 0) from SampleEntity s", Long.class)
                            .getSingleResult()
                    + 1;
            var row = new SampleEntity(number, campaign, purpose, home, wall.instant());
            entities.persist(row);
            return row.view();
        });
    }

    private static Optional<String> discardOldest(EntityManager entities) {
        var finished =
                entities.createQuery("""
                        from SampleEntity s where s.position = s.home and not exists
                        (select 1 from RunEntity r where r.sample = s.id and r.state = 'RUNNING') order by s.number
                        """, SampleEntity.class).setMaxResults(1).getResultList();
        if (finished.isEmpty()) {
            return Optional.empty();
        }
        var oldest = finished.getFirst();
        oldest.position = null;
        oldest.condition = Condition.DISCARDED;
        entities.flush();
        return Optional.of(oldest.home);
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
    public void move(String id, @Nullable String position) {
        change(id, row -> row.position = position);
    }

    /// It can be trusted less than before; never more.
    public void worsen(String id, Condition condition) {
        change(id, row -> {
            if (condition.compareTo(row.condition) > 0) {
                row.condition = condition;
            }
        });
    }

    private void change(String id, java.util.function.Consumer<SampleEntity> change) {
        database.run(entities -> {
            var row = entities.find(SampleEntity.class, id);
            if (row == null) {
                throw new IllegalArgumentException("There is no sample (%s).".formatted(id));
            }
            change.accept(row);
        });
    }

    /// Records the photographs of a run, and what was read from each.
    public void captured(String sample, UUID run, List<String> hashes, Inference inference) {
        database.run(entities -> {
            for (int shot = 0; shot < hashes.size(); shot++) {
                var row = new CaptureEntity(sample, run, hashes.get(shot), shot, wall.instant());
                var look = inference.looks().get(shot);
                row.share = look.share();
                row.defects = String.join(
                        ",", look.defects().stream().map(Enum::name).sorted().toList());
                entities.persist(row);
            }
            entities.persist(new InferenceEntity(sample, inference, wall.instant()));
        });
    }

    /// Records photographs that teach: nothing is read from them.
    public void captured(String sample, UUID run, List<String> hashes) {
        database.run(entities -> {
            for (int shot = 0; shot < hashes.size(); shot++) {
                entities.persist(new CaptureEntity(sample, run, hashes.get(shot), shot, wall.instant()));
            }
        });
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
}
