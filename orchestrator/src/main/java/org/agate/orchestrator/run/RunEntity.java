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

/// Mutable row of a run; only [RunProjection] touches it, in a transaction.
@Entity
@Table(name = "run")
class RunEntity {

    @Id
    UUID id;

    @Column(name = "campaign_id")
    @Nullable
    Long campaign;

    @Column(name = "sample_id")
    String sample;

    String workflow;
    String version;
    String params;

    @Enumerated(EnumType.STRING)
    RunState state;

    @Enumerated(EnumType.STRING)
    RunIntent intent;

    @Column(name = "intent_number")
    long intentNumber;

    String outputs;

    String reason;
    Instant started;

    @Nullable
    Instant ended;

    @Enumerated(EnumType.STRING)
    Priority priority;

    String project;

    @Column(name = "lab_asked")
    @Nullable
    Instant asked;

    @SuppressWarnings("NullAway.Init")
    protected RunEntity() {}

    RunEntity(RunFact.Started fact, Instant started) {
        this.id = fact.run();
        this.campaign = fact.campaign();
        this.sample = fact.sample();
        this.workflow = fact.workflow();
        this.version = fact.version();
        this.params = Json.write(fact.params());
        this.state = RunState.RUNNING;
        this.intent = RunIntent.NONE;
        this.reason = "";
        this.outputs = "{}";
        this.started = started;
        this.priority = Objects.requireNonNullElse(fact.priority(), Priority.NORMAL);
        this.project = Objects.requireNonNullElse(fact.project(), "");
        this.asked = fact.lab();
    }

    WorkflowRun view() {
        return new WorkflowRun(
                id,
                campaign,
                sample,
                workflow,
                version,
                params,
                state,
                intent,
                intentNumber,
                reason,
                outputs,
                priority,
                project,
                asked,
                started,
                ended);
    }
}
