package org.agate.orchestrator.campaign;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.agate.orchestrator.database.Json;
import org.jspecify.annotations.Nullable;

/// Mutable row of a suggestion; only [CampaignStore] touches it, in a transaction.
@Entity
@Table(name = "suggestion")
class SuggestionEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

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

    SuggestedExperiment view(@Nullable ObservationEntity observation) {
        return new SuggestedExperiment(
                Objects.requireNonNull(id),
                campaign,
                number,
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
