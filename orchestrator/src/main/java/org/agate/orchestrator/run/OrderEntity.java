package org.agate.orchestrator.run;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.agate.orchestrator.database.Json;

/// A row for a run that waits for a place in the rack; gone when it starts.
@Entity
@Table(name = "run_order")
class OrderEntity {

    @Id
    UUID id;

    long number;
    String workflow;
    String version;
    String params;
    Instant ordered;

    @SuppressWarnings("NullAway.Init")
    protected OrderEntity() {}

    OrderEntity(RunFact.Ordered fact, long number, Instant ordered) {
        this.id = fact.run();
        this.number = number;
        this.workflow = fact.workflow();
        this.version = fact.version();
        this.params = Json.write(fact.params());
        this.ordered = ordered;
    }

    WorkflowRun view() {
        return new WorkflowRun(
                id, null, "", workflow, version, params, RunState.QUEUED, RunIntent.NONE, 0, "", "{}", ordered, null);
    }
}
