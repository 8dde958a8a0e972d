package org.agate.orchestrator.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.LinkedHashMap;
import org.agate.orchestrator.database.Json;
import org.agate.orchestrator.event.Projection;
import org.jspecify.annotations.Nullable;

/// The step journal.
@ApplicationScoped
class StepProjection implements Projection<StepFact> {

    @Override
    public Class<StepFact> family() {
        return StepFact.class;
    }

    @Override
    public void apply(StepFact fact, long number, Instant at, EntityManager entities) {
        switch (fact) {
            case StepFact.Began began ->
                entities.persist(new StepEntity(new StepEntity.Key(began.run(), began.path()), at));
            case StepFact.Succeeded succeeded -> {
                var outcome = new LinkedHashMap<String, @Nullable Object>();
                outcome.put("bodyChanged", succeeded.bodyChanged());
                outcome.put("body", succeeded.body());
                outcome.put("variables", succeeded.variables());
                outcome.put("removed", succeeded.removed());
                end(entities, succeeded, "SUCCEEDED", Json.write(outcome), at);
            }
            case StepFact.Failed failed -> {
                var outcome = new LinkedHashMap<String, String>();
                outcome.put("code", failed.code());
                outcome.put("reason", failed.reason());
                end(entities, failed, "FAILED", Json.write(outcome), at);
            }
        }
        entities.flush();
    }

    private static void end(EntityManager entities, StepFact fact, String state, String outcome, Instant at) {
        var key = new StepEntity.Key(fact.run(), fact.path());
        var row = entities.find(StepEntity.class, key);
        if (row == null) {
            row = new StepEntity(key, at);
            entities.persist(row);
        }
        row.state = state;
        row.outcome = outcome;
        row.ended = at;
    }
}
