package org.agate.orchestrator.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.agate.optimizer.Experiments;
import org.agate.optimizer.Observation;
import org.agate.optimizer.Suggestion;
import org.agate.orchestrator.database.Database;
import org.agate.orchestrator.database.Json;
import org.jspecify.annotations.Nullable;

/// Campaigns, suggestions and observations in the database.
@ApplicationScoped
public class CampaignStore {

    private final Database database;
    private final InstantSource wall;

    CampaignStore(Database database, InstantSource wall) {
        this.database = database;
        this.wall = wall;
    }

    Campaign create(CampaignPlan plan, boolean simulated) {
        return database.call(entities -> {
            var row = new CampaignEntity(plan, simulated, wall.instant());
            entities.persist(row);
            return row.view();
        });
    }

    /// All, newest first.
    public List<Campaign> all() {
        return database.call(
                entities -> entities.createQuery("from CampaignEntity c order by c.id desc", CampaignEntity.class)
                        .getResultStream()
                        .map(CampaignEntity::view)
                        .toList());
    }

    public Optional<Campaign> find(long id) {
        return database.call(entities ->
                Optional.ofNullable(entities.find(CampaignEntity.class, id)).map(CampaignEntity::view));
    }

    Campaign get(long id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("There is no campaign (%d).".formatted(id)));
    }

    void state(long id, CampaignState state, String reason) {
        change(id, row -> {
            row.state = state;
            row.reason = reason;
            if (state == CampaignState.FINISHED || state == CampaignState.FAILED) {
                row.ended = wall.instant();
            }
        });
    }

    void taught(long id, String modelVersion) {
        change(id, row -> row.modelVersion = modelVersion);
    }

    private void change(long id, Consumer<CampaignEntity> change) {
        database.run(entities -> {
            var row = entities.find(CampaignEntity.class, id);
            if (row == null) {
                throw new IllegalArgumentException("There is no campaign (%d).".formatted(id));
            }
            change.accept(row);
        });
    }

    SuggestedExperiment suggested(long campaign, Suggestion suggestion) {
        return database.call(entities -> {
            var row = new SuggestionEntity();
            row.campaign = campaign;
            row.number = suggestion.index();
            row.recipe = Json.write(suggestion.recipe().values());
            suggestion.predicted().ifPresent(predicted -> {
                row.predictedMean = predicted.mean();
                row.predictedSd = predicted.standardDeviation();
            });
            row.reason = suggestion.reason();
            row.state = "RUNNING";
            row.outcome = "";
            row.created = wall.instant();
            entities.persist(row);
            return row.view(null);
        });
    }

    void begun(long suggestion, String sample) {
        database.run(entities -> suggestion(entities, suggestion).sample = sample);
    }

    /// Records what the optimizer is told; in one transaction, so that it is told once.
    void measured(long suggestion, Observation observation, String detail) {
        database.run(entities -> {
            var row = suggestion(entities, suggestion);
            row.state = "MEASURED";
            row.ended = wall.instant();
            var told = new ObservationEntity();
            told.campaign = row.campaign;
            told.suggestion = suggestion;
            told.number = entities.createQuery(
                            "select count(o) from ObservationEntity o where o.campaign = :campaign", Long.class)
                    .setParameter("campaign", row.campaign)
                    .getSingleResult()
                    .intValue();
            told.objective = observation.value();
            told.standardDeviation = observation.standardDeviation();
            told.detail = detail;
            told.created = wall.instant();
            entities.persist(told);
        });
    }

    void failed(long suggestion, String why) {
        database.run(entities -> {
            var row = suggestion(entities, suggestion);
            row.state = "FAILED";
            row.outcome = why;
            row.ended = wall.instant();
        });
    }

    private static SuggestionEntity suggestion(EntityManager entities, long id) {
        var row = entities.find(SuggestionEntity.class, id);
        if (row == null) {
            throw new IllegalArgumentException("There is no suggestion (%d).".formatted(id));
        }
        return row;
    }

    /// The suggestions of a campaign with what became of them, in the order asked.
    public List<SuggestedExperiment> experiments(long campaign) {
        return database.call(entities -> {
            var told = new HashMap<Long, ObservationEntity>();
            entities.createQuery("from ObservationEntity o where o.campaign = :campaign", ObservationEntity.class)
                    .setParameter("campaign", campaign)
                    .getResultStream()
                    .forEach(observation -> told.put(observation.suggestion, observation));
            return entities.createQuery(
                            "from SuggestionEntity s where s.campaign = :campaign order by s.number",
                            SuggestionEntity.class)
                    .setParameter("campaign", campaign)
                    .getResultStream()
                    .map(row -> {
                        @Nullable ObservationEntity observation = told.get(row.id);
                        return row.view(observation);
                    })
                    .toList();
        });
    }

    /// What the optimizer knows of a campaign, in the order told.
    Experiments told(long campaign) {
        var all = experiments(campaign);
        var observations = all.stream()
                .filter(e -> e.value() != null && e.standardDeviation() != null && e.order() != null)
                .sorted(java.util.Comparator.comparing(e -> java.util.Objects.requireNonNull(e.order())))
                .map(e -> new Observation(
                        e.asked(),
                        java.util.Objects.requireNonNull(e.value()),
                        java.util.Objects.requireNonNull(e.standardDeviation())))
                .toList();
        return new Experiments(
                observations,
                all.stream()
                        .filter(e -> e.state().equals("FAILED"))
                        .map(SuggestedExperiment::asked)
                        .toList(),
                all.stream()
                        .filter(e -> e.state().equals("RUNNING"))
                        .map(SuggestedExperiment::asked)
                        .toList());
    }
}
