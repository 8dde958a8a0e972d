package org.agate.orchestrator.device;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Mutable row of a command; only [CommandLedger] touches it, in a transaction.
@Entity
@Table(name = "command")
class CommandEntity {

    @Id
    UUID id;

    @Column(name = "run_id")
    UUID run;

    @Column(name = "step_path")
    String stepPath;

    @Column(name = "sample_id")
    String sample;

    String device;
    String action;
    String params;

    @Nullable
    String target;

    String state;
    String outcome;
    Instant issued;

    @Nullable
    Instant ended;

    @SuppressWarnings("NullAway.Init")
    protected CommandEntity() {}

    CommandRecord view() {
        return new CommandRecord(id, run, stepPath, sample, device, action, params, state, outcome, issued, ended);
    }
}
