package org.agate.orchestrator.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import org.agate.orchestrator.event.Projection;

/// What the optimizer was told, and what became of its suggestions.
@ApplicationScoped
class ObservationProjection implements Projection<ObservationFact> {

    @Override
    public Class<ObservationFact> family() {
        return ObservationFact.class;
    }

    @Override
    public void apply(ObservationFact fact, long number, Instant at, EntityManager entities) {
        var suggestion = SuggestionEntity.get(entities, fact.suggestion());
        suggestion.ended = at;
        switch (fact) {
            case ObservationFact.Told told -> {
                suggestion.state = "MEASURED";
                entities.persist(new ObservationEntity(told, number, order(told, entities), at));
            }
            case ObservationFact.Lost lost -> {
                suggestion.state = "LOST";
                suggestion.outcome = lost.why();
            }
            case ObservationFact.Failed failed -> {
                suggestion.state = "FAILED";
                suggestion.outcome = failed.why();
            }
        }
        entities.flush();
    }

    private static int order(ObservationFact.Told told, EntityManager entities) {
        return entities.createQuery("select count(o) from ObservationEntity o where o.campaign = :campaign", Long.class)
                .setParameter("campaign", told.campaign())
                .getSingleResult()
                .intValue();
    }
}
