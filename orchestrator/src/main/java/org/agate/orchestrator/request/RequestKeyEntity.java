package org.agate.orchestrator.request;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import org.agate.orchestrator.database.Json;

/// Row of a request that was done; only [RequestProjection] writes it, in a transaction.
@Entity
@Table(name = "request_key")
class RequestKeyEntity {

    @Id
    String id;

    String digest;

    String answer;

    @SuppressWarnings("NullAway.Init")
    protected RequestKeyEntity() {}

    RequestKeyEntity(RequestFact.Answered fact) {
        this.id = fact.key();
        this.digest = fact.digest();
        this.answer = Json.write(fact.made());
    }

    List<String> made() {
        return List.of(Json.read(answer, String[].class));
    }
}
