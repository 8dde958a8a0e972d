package org.agate.orchestrator.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import org.agate.orchestrator.event.Projection;

/// Published versions of workflows.
@ApplicationScoped
class WorkflowProjection implements Projection<WorkflowFact> {

    @Override
    public Class<WorkflowFact> family() {
        return WorkflowFact.class;
    }

    @Override
    public void apply(WorkflowFact fact, long number, Instant at, EntityManager entities) {
        switch (fact) {
            case WorkflowFact.Published published -> {
                var key = new WorkflowVersionEntity.Key(published.name(), published.version());
                var known = entities.find(WorkflowVersionEntity.class, key);
                if (known == null) {
                    entities.persist(new WorkflowVersionEntity(published, number, at));
                } else {
                    // Published again: it is the latest once more.
                    known.number = number;
                }
            }
        }
        entities.flush();
    }
}
