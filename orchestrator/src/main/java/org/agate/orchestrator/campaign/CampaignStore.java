package org.agate.orchestrator.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.agate.optimizer.Experiments;
import org.agate.optimizer.Observation;
import org.agate.optimizer.Suggestion;
import org.agate.optimizer.space.Recipe;
import org.agate.orchestrator.database.Database;
import org.agate.orchestrator.database.Json;
import org.agate.orchestrator.event.EventLog;
import org.agate.orchestrator.request.RequestKey;
import org.jspecify.annotations.Nullable;

/// Campaigns, suggestions and observations in the database.
@ApplicationScoped
public class CampaignStore {

    private final Database database;
    private final EventLog log;

    CampaignStore(Database database, EventLog log) {
        this.database = database;
        this.log = log;
    }

    /// A new campaign; empty when one was made by that key already.
    Optional<Campaign> create(CampaignPlan plan, boolean simulated, RequestKey key) {
        var created = log.transact(entities -> {
            if (key.earlier(entities).isPresent()) {
                return List.of();
            }
            long id = entities.createQuery("select coalesce(max(c.id), 0) from CampaignEntity c", Long.class)
                            .getSingleResult()
                    + 1;
            return key.with(List.of(new CampaignFact.Created(id, plan, simulated)), List.of(String.valueOf(id)));
        });
        return created.stream()
                .flatMap(event -> Stream.ofNullable(event.campaign()))
                .findFirst()
                .map(this::get);
    }

    /// The campaign that a request with that key has made before; empty when there was none.
    Optional<Campaign> madeBy(RequestKey key) {
        return database.call(key::earlier).map(made -> get(Long.parseLong(made.getFirst())));
    }

    void keep(CampaignFact fact) {
        log.append(fact);
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

    SuggestedExperiment suggested(long campaign, Suggestion suggestion) {
        var predicted = suggestion.predicted();
        var kept = log.transact(entities -> {
            long id = entities.createQuery("select coalesce(max(s.id), 0) from SuggestionEntity s", Long.class)
                            .getSingleResult()
                    + 1;
            return List.of(new CampaignFact.Suggested(
                    campaign,
                    id,
                    suggestion.index(),
                    suggestion.recipe().named(),
                    predicted.map(p -> p.mean()).orElse(null),
                    predicted.map(p -> p.standardDeviation()).orElse(null),
                    suggestion.reason()));
        });
        long id =
                Json.read(kept.getFirst().data(), CampaignFact.Suggested.class).suggestion();
        return experiments(campaign).stream()
                .filter(experiment -> experiment.id() == id)
                .findFirst()
                .orElseThrow();
    }

    /// Records what came of a suggestion: once, so that the optimizer is told once.
    void ended(ObservationFact fact) {
        log.transact(entities ->
                SuggestionEntity.get(entities, fact.suggestion()).state.equals("RUNNING") ? List.of(fact) : List.of());
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
                observations, asked(all, "FAILED"), asked(all, "RUNNING"), List.of(), asked(all, "LOST"));
    }

    private static List<Recipe> asked(List<SuggestedExperiment> all, String state) {
        return all.stream()
                .filter(experiment -> experiment.state().equals(state))
                .map(SuggestedExperiment::asked)
                .toList();
    }
}
