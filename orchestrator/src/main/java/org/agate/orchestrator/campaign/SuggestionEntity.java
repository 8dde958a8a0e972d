package org.agate.orchestrator.campaign;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.agate.orchestrator.database.Json;
import org.jspecify.annotations.Nullable;

/// Mutable row of a suggestion; only a projection touches it, in a transaction.
@Entity
@Table(name = "suggestion")
class SuggestionEntity {

    @Id
    long id;

    @Column(name = "campaign_id")
    long campaign;

    int number;
    String recipe;

    @Column(name = "predicted_mean")
    @Nullable
    Double predictedMean;

    @Column(name = "predicted_sd")
    @Nullable
    Double predictedSd;

    String reason;
    String state;
    String outcome;

    @Column(name = "sample_id")
    @Nullable
    String sample;

    Instant created;

    @Nullable
    Instant ended;

    @SuppressWarnings("NullAway.Init")
    protected SuggestionEntity() {}

    SuggestionEntity(CampaignFact.Suggested fact, Instant created) {
        this.id = fact.suggestion();
        this.campaign = fact.campaign();
        this.number = fact.number();
        this.recipe = Json.write(fact.recipe());
        this.predictedMean = fact.predictedMean();
        this.predictedSd = fact.predictedSd();
        this.reason = fact.reason();
        this.state = "RUNNING";
        this.outcome = "";
        this.created = created;
    }

    static SuggestionEntity get(EntityManager entities, long id) {
        var row = entities.find(SuggestionEntity.class, id);
        if (row == null) {
            throw new IllegalArgumentException("There is no suggestion (%d).".formatted(id));
        }
        return row;
    }

    SuggestedExperiment view(@Nullable ObservationEntity observation) {
        return new SuggestedExperiment(
                id,
                campaign,
                number + 1,
                Json.map(recipe),
                predictedMean,
                predictedSd,
                reason,
                state,
                outcome,
                sample,
                observation == null ? null : observation.objective,
                observation == null ? null : observation.standardDeviation,
                observation == null ? null : observation.number,
                created,
                ended);
    }
}
