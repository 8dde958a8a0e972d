package org.agate.orchestrator.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import org.agate.orchestrator.event.Projection;

/// Campaigns and their suggestions.
@ApplicationScoped
class CampaignProjection implements Projection<CampaignFact> {

    @Override
    public Class<CampaignFact> family() {
        return CampaignFact.class;
    }

    @Override
    public void apply(CampaignFact fact, long number, Instant at, EntityManager entities) {
        switch (fact) {
            case CampaignFact.Created created -> entities.persist(new CampaignEntity(created, at));
            case CampaignFact.Taught taught -> row(entities, taught).modelVersion = taught.modelVersion();
            case CampaignFact.Running running -> enter(entities, running, CampaignState.RUNNING, "");
            case CampaignFact.Held held -> enter(entities, held, CampaignState.HELD, held.why());
            case CampaignFact.Resumed resumed -> enter(entities, resumed, CampaignState.RUNNING, resumed.why());
            case CampaignFact.Suggested suggested -> entities.persist(new SuggestionEntity(suggested, at));
            case CampaignFact.Returned _ -> {}
            case CampaignFact.Begun begun -> SuggestionEntity.get(entities, begun.suggestion()).sample = begun.sample();
            case CampaignFact.Finished finished -> {
                enter(entities, finished, CampaignState.FINISHED, "");
                row(entities, finished).ended = at;
            }
            case CampaignFact.Failed failed -> {
                enter(entities, failed, CampaignState.FAILED, failed.why());
                row(entities, failed).ended = at;
            }
        }
        entities.flush();
    }

    private static void enter(EntityManager entities, CampaignFact fact, CampaignState state, String reason) {
        var row = row(entities, fact);
        row.state = state;
        row.reason = reason;
    }

    private static CampaignEntity row(EntityManager entities, CampaignFact fact) {
        var row = entities.find(CampaignEntity.class, fact.campaign());
        if (row == null) {
            throw new IllegalArgumentException("There is no campaign (%d).".formatted(fact.campaign()));
        }
        return row;
    }
}
