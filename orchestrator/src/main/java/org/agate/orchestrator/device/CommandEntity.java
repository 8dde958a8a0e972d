package org.agate.orchestrator.device;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.agate.orchestrator.database.Json;
import org.agate.robot.device.Recovery;
import org.jspecify.annotations.Nullable;

/// Mutable row of a command; only [CommandProjection] touches it, in a transaction.
@Entity
@Table(name = "command")
class CommandEntity {

    @Id
    UUID id;

    long number;

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

    @Enumerated(EnumType.STRING)
    CommandPurpose purpose;

    @Enumerated(EnumType.STRING)
    Recovery recovery;

    @Enumerated(EnumType.STRING)
    CommandState state;

    String outcome;
    Instant issued;

    @Nullable
    Instant ended;

    @Nullable
    String family;

    @Column(name = "nominal_s")
    @Nullable
    Double nominalSeconds;

    @Column(name = "lab_issued")
    @Nullable
    Instant labIssued;

    @Column(name = "lab_ended")
    @Nullable
    Instant labEnded;

    @SuppressWarnings("NullAway.Init")
    protected CommandEntity() {}

    CommandEntity(CommandFact.Issued fact, long number, Instant issued) {
        this.id = fact.command();
        this.number = number;
        this.run = fact.run();
        this.stepPath = fact.stepPath();
        this.sample = fact.sample();
        this.device = fact.device();
        this.action = fact.action();
        this.params = Json.write(fact.params());
        this.target = fact.target();
        this.purpose = fact.purpose();
        this.recovery = fact.recovery();
        this.state = CommandState.ISSUED;
        this.outcome = "";
        this.issued = issued;
        this.family = fact.family();
        this.nominalSeconds = fact.nominalSeconds();
        this.labIssued = fact.lab();
    }

    CommandRecord view() {
        return new CommandRecord(
                id,
                number,
                run,
                stepPath,
                sample,
                device,
                action,
                params,
                target,
                purpose,
                recovery,
                state,
                outcome,
                issued,
                ended,
                family,
                nominalSeconds,
                labIssued,
                labEnded);
    }
}
