package org.agate.orchestrator.operator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import org.agate.orchestrator.event.Projection;

/// Prompts.
@ApplicationScoped
class PromptProjection implements Projection<PromptFact> {

    @Override
    public Class<PromptFact> family() {
        return PromptFact.class;
    }

    @Override
    public void apply(PromptFact fact, long number, Instant at, EntityManager entities) {
        switch (fact) {
            case PromptFact.Asked asked -> entities.persist(new PromptEntity(asked, at));
            case PromptFact.Overdue overdue -> {
                var row = entities.find(PromptEntity.class, overdue.prompt());
                if (row != null) {
                    row.due = null;
                }
            }
            case PromptFact.Answered answered -> {
                var row = entities.find(PromptEntity.class, answered.prompt());
                if (row == null) {
                    throw new IllegalArgumentException("There is no prompt (%s).".formatted(answered.prompt()));
                }
                row.answer = answered.answer();
                row.answeredBy = answered.by();
                row.reason = answered.why();
                row.answered = at;
            }
        }
        entities.flush();
    }
}
