package org.agate.orchestrator.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import org.agate.orchestrator.device.ConsumableEntity.Key;
import org.agate.orchestrator.event.Projection;

/// What is left of each powder, as far as anybody has said.
@ApplicationScoped
class ConsumableProjection implements Projection<ConsumableFact> {

    @Override
    public Class<ConsumableFact> family() {
        return ConsumableFact.class;
    }

    @Override
    public void apply(ConsumableFact fact, long number, Instant at, EntityManager entities) {
        switch (fact) {
            case ConsumableFact.Filled filled -> put(entities, filled, filled.milligrams(), at);
            case ConsumableFact.Taken taken -> {
                if (taken.left() != null) {
                    put(entities, taken, taken.left(), at);
                } else if (taken.milligrams() != null) {
                    // Nobody has said what was there before: then nobody knows what is left.
                    var row = entities.find(ConsumableEntity.class, new Key(taken.device(), taken.material()));
                    if (row != null) {
                        row.milligrams = Math.max(0, row.milligrams - taken.milligrams());
                        row.changed = at;
                    }
                }
            }
        }
        entities.flush();
    }

    private static void put(EntityManager entities, ConsumableFact fact, double milligrams, Instant at) {
        var key = new Key(fact.device(), fact.material());
        var row = entities.find(ConsumableEntity.class, key);
        if (row == null) {
            entities.persist(new ConsumableEntity(key, milligrams, at));
        } else {
            row.milligrams = milligrams;
            row.changed = at;
        }
    }
}
