package org.agate.orchestrator.event;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of the log; never changed.
@Entity
@Table(name = "event")
class EventEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    Instant at;
    String kind;

    @jakarta.persistence.Column(name = "campaign_id")
    @Nullable
    Long campaign;

    @jakarta.persistence.Column(name = "run_id")
    @Nullable
    UUID run;

    @jakarta.persistence.Column(name = "sample_id")
    @Nullable
    String sample;

    @Nullable
    String device;

    String text;
    String data;
    String hash;

    @SuppressWarnings("NullAway.Init")
    protected EventEntity() {}

    EventEntity(Instant at, Subject subject, String kind, String text, String data, String hash) {
        this.at = at;
        this.kind = kind;
        this.campaign = subject.campaign();
        this.run = subject.run();
        this.sample = subject.sample();
        this.device = subject.device();
        this.text = text;
        this.data = data;
        this.hash = hash;
    }
}
