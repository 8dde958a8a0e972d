package org.agate.orchestrator.operator;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.agate.orchestrator.database.Json;
import org.jspecify.annotations.Nullable;

/// Mutable row of a prompt; only [PromptProjection] touches it, in a transaction.
@Entity
@Table(name = "prompt")
class PromptEntity {

    @Id
    UUID id;

    @Column(name = "run_id")
    UUID run;

    @Column(name = "step_path")
    String stepPath;

    @Column(name = "sample_id")
    String sample;

    @Nullable
    UUID about;

    String question;
    String choices;

    @Nullable
    String unit;

    @Nullable
    String preset;

    Instant asked;

    @Nullable
    Double due;

    @Nullable
    String photo;

    @Nullable
    String answer;

    @Column(name = "answered_by")
    @Nullable
    String answeredBy;

    @Nullable
    String reason;

    @Nullable
    Instant answered;

    @SuppressWarnings("NullAway.Init")
    protected PromptEntity() {}

    PromptEntity(PromptFact.Asked fact, Instant asked) {
        this.id = fact.prompt();
        this.run = fact.run();
        this.stepPath = fact.stepPath();
        this.sample = fact.sample();
        this.about = fact.about();
        this.question = fact.question();
        this.choices = Json.write(fact.choices());
        this.unit = fact.unit();
        this.preset = fact.preset();
        this.asked = asked;
        this.due = fact.due();
        this.photo = fact.photo();
    }

    Prompt view() {
        return new Prompt(
                id,
                run,
                stepPath,
                sample,
                about,
                question,
                List.of(Json.read(choices, String[].class)),
                unit,
                preset,
                asked,
                due == null ? null : Instant.ofEpochMilli(Math.round(1_000 * due)),
                photo,
                answer,
                answeredBy,
                reason,
                answered);
    }
}
