package org.agate.orchestrator.operator;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.agate.orchestrator.database.Json;

/// What cameras have seen of a sample, by the results of their commands: the run may be far from its end.
final class Photographs {

    private Photographs() {}

    /// SHA-256 of the latest photograph.
    static Optional<String> latest(String sample, EntityManager entities) {
        return entities.createQuery("""
                        select c.outcome from CommandEntity c where c.sample = :sample and c.family = 'camera'
                        and c.ended is not null order by c.number desc
                        """, String.class)
                .setParameter("sample", sample)
                .getResultStream()
                .filter(outcome -> !outcome.isEmpty())
                .map(Json::map)
                .flatMap(result -> result.get("images") instanceof List<?> images ? images.reversed().stream() : null)
                .map(image -> image instanceof Map<?, ?> reference ? (String) reference.get("sha256") : null)
                .filter(Objects::nonNull)
                .findFirst();
    }
}
