package org.agate.orchestrator.run;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.agate.orchestrator.database.Json;
import org.agate.orchestrator.dispatch.Priority;
import org.jspecify.annotations.Nullable;

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

    @Enumerated(EnumType.STRING)
    Priority priority;

    String project;

    /// Whether it waits for a person.
    boolean deferred;

    @Column(name = "lab_asked")
    @Nullable
    Instant asked;

    @SuppressWarnings("NullAway.Init")
    protected OrderEntity() {}

    OrderEntity(RunFact.Ordered fact, long number, Instant ordered) {
        this.id = fact.run();
        this.number = number;
        this.workflow = fact.workflow();
        this.version = fact.version();
        this.params = Json.write(fact.params());
        this.ordered = ordered;
        this.priority = Objects.requireNonNullElse(fact.priority(), Priority.NORMAL);
        this.project = Objects.requireNonNullElse(fact.project(), "");
        this.asked = fact.lab();
    }

    WorkflowRun view() {
        return new WorkflowRun(
                id,
                null,
                "",
                workflow,
                version,
                params,
                deferred ? RunState.HELD : RunState.QUEUED,
                deferred ? RunIntent.HOLD : RunIntent.NONE,
                0,
                "",
                "{}",
                priority,
                project,
                asked,
                ordered,
                null);
    }
}
