package org.agate.orchestrator.device;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.agate.orchestrator.Sources.Ids;
import org.agate.orchestrator.database.Database;

/// The controller's epoch, which rises with every start, and its name on the devices' leases.
///
/// Each start has a range of epochs of its own: within a start the epoch of a device rises when its commands must
/// become stale, and the next start must be above all of that.
@ApplicationScoped
class ControllerStore {

    /// A start that raised the epoch of one device once a second would use its range up in eleven days.
    private static final long EPOCHS_OF_A_START = 1_000_000;

    private final Database database;
    private final Ids ids;

    ControllerStore(Database database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    /// The server that started last, for people; empty when none has said.
    Optional<String> lastServer(String id) {
        return database.call(entities -> Optional.ofNullable(entities.find(ControllerEntity.class, id))
                .flatMap(row -> Optional.ofNullable(row.server)));
    }

    /// Who a start is.
    ///
    /// @param holder the name on the leases
    /// @param epoch the lowest of the start
    record Identity(String holder, long epoch) {}

    /// The identity of a start, committed.
    ///
    /// @param server who starts, for people: host and process
    /// @param renamed whether the holder must be one that no device has heard of: the database may be older than
    ///     what the devices know
    Identity next(String id, String server, boolean renamed) {
        return database.call(entities -> {
            var row = entities.find(ControllerEntity.class, id);
            if (row == null) {
                row = new ControllerEntity(id);
                entities.persist(row);
            }
            if (row.holder == null || renamed) {
                // The last digits of an id are random.
                var random = ids.get().toString();
                row.holder = id + "-" + random.substring(random.length() - 8);
            }
            row.server = server;
            row.epoch = (row.epoch / EPOCHS_OF_A_START + 1) * EPOCHS_OF_A_START;
            return new Identity(row.holder, row.epoch);
        });
    }
}
