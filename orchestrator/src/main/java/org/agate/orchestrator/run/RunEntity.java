package org.agate.orchestrator.run;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Mutable row of a run; only [RunStore] touches it, in a transaction.
@Entity
@Table(name = "run")
class RunEntity {

    @Id
    UUID id;

    @Column(name = "campaign_id")
    long campaign;

    @Column(name = "sample_id")
    String sample;

    String workflow;
    String version;
    String params;

    @Enumerated(EnumType.STRING)
    RunState state;

    String reason;
    Instant started;

    @Nullable
    Instant ended;

    @SuppressWarnings("NullAway.Init")
    protected RunEntity() {}

    RunEntity(UUID id, long campaign, String sample, String workflow, String version, String params, Instant started) {
        this.id = id;
        this.campaign = campaign;
        this.sample = sample;
        this.workflow = workflow;
        this.version = version;
        this.params = params;
        this.state = RunState.RUNNING;
        this.reason = "";
        this.started = started;
    }

    WorkflowRun view() {
        return new WorkflowRun(id, campaign, sample, workflow, version, params, state, reason, started, ended);
    }
}
