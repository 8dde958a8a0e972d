package org.agate.orchestrator.sample;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import org.agate.orchestrator.event.Projection;

/// Samples, their photographs and what was read from them.
@ApplicationScoped
class SampleProjection implements Projection<SampleFact> {

    @Override
    public Class<SampleFact> family() {
        return SampleFact.class;
    }

    @Override
    public void apply(SampleFact fact, long number, Instant at, EntityManager entities) {
        switch (fact) {
            case SampleFact.Created created -> entities.persist(new SampleEntity(created, at));
            case SampleFact.Moved moved -> row(entities, moved).position = moved.position();
            case SampleFact.Worsened worsened -> {
                var row = row(entities, worsened);
                if (worsened.condition().compareTo(row.condition) > 0) {
                    row.condition = worsened.condition();
                }
                if (row.condition == Condition.DISCARDED) {
                    row.position = null;
                }
            }
            case SampleFact.Judged judged -> row(entities, judged).condition = judged.condition();
            case SampleFact.Captured captured -> {
                for (int shot = 0; shot < captured.shots().size(); shot++) {
                    entities.persist(new CaptureEntity(captured, number, shot, at));
                }
            }
            case SampleFact.Inferred inferred -> entities.persist(new InferenceEntity(inferred, number, at));
        }
        // What follows in the same transaction asks the tables.
        entities.flush();
    }

    private static SampleEntity row(EntityManager entities, SampleFact fact) {
        var row = entities.find(SampleEntity.class, fact.sample());
        if (row == null) {
            throw new IllegalArgumentException("There is no sample (%s).".formatted(fact.sample()));
        }
        return row;
    }

    /// The lists of words in text columns.
    static String words(List<String> words) {
        return String.join(",", words.stream().sorted().toList());
    }
}
