package org.agate.orchestrator.device;

import jakarta.enterprise.context.ApplicationScoped;
import org.agate.orchestrator.database.Database;

/// The controller's epoch, which rises with every start.
@ApplicationScoped
class ControllerStore {

    private final Database database;

    ControllerStore(Database database) {
        this.database = database;
    }

    long nextEpoch(String id) {
        return database.call(entities -> {
            var row = entities.find(ControllerEntity.class, id);
            if (row == null) {
                row = new ControllerEntity(id);
                entities.persist(row);
            }
            row.epoch++;
            return row.epoch;
        });
    }
}
