package org.agate.orchestrator.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import org.agate.orchestrator.event.Projection;

/// The requests that were done, by key.
@ApplicationScoped
class RequestProjection implements Projection<RequestFact> {

    @Override
    public Class<RequestFact> family() {
        return RequestFact.class;
    }

    @Override
    public void apply(RequestFact fact, long number, Instant at, EntityManager entities) {
        switch (fact) {
            case RequestFact.Answered answered -> entities.persist(new RequestKeyEntity(answered));
        }
    }
}
