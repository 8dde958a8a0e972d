package org.agate.orchestrator.event;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agate.orchestrator.database.Json;

/// All tables made of facts, and how a fact is read back from the log.
@ApplicationScoped
class Projections {

    private final Map<String, Reader<?>> readers = new HashMap<>();

    private record Reader<F extends Fact>(Projection<F> projection, Class<? extends F> type) {

        void apply(String data, long number, Instant at, EntityManager entities) {
            projection.apply(Json.read(data, type), number, at, entities);
        }
    }

    Projections(@All List<Projection<?>> all) {
        all.forEach(this::register);
    }

    private <F extends Fact> void register(Projection<F> projection) {
        for (var member : projection.family().getPermittedSubclasses()) {
            var type = member.asSubclass(projection.family());
            readers.put(FactKinds.of(type), new Reader<>(projection, type));
        }
    }

    /// Writes what an entry of the log changes; a remark changes nothing.
    void apply(String kind, String data, long number, Instant at, EntityManager entities) {
        var reader = readers.get(kind);
        if (reader != null) {
            reader.apply(data, number, at, entities);
        }
    }
}
