package org.agate.orchestrator.asktell;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import org.agate.orchestrator.database.Json;
import org.agate.orchestrator.event.Projection;

/// Optimizers with all that they were told.
@ApplicationScoped
class AskTellProjection implements Projection<AskTellFact> {

    @Override
    public Class<AskTellFact> family() {
        return AskTellFact.class;
    }

    @Override
    public void apply(AskTellFact fact, long number, Instant at, EntityManager entities) {
        if (fact instanceof AskTellFact.Opened opened) {
            entities.persist(new AskTellEntity(opened.name(), Json.write(opened.document())));
        } else {
            var row = entities.find(AskTellEntity.class, fact.name());
            if (row == null) {
                throw new IllegalArgumentException("There is no optimizer (%s).".formatted(fact.name()));
            }
            var document = Json.read(row.document, OptimizerDocument.class);
            row.document = Json.write(document.after(fact));
        }
        entities.flush();
    }
}
