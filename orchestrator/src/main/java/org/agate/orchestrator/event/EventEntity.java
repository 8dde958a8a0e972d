package org.agate.orchestrator.event;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
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
    long id;

    Instant at;
    String kind;

    @Column(name = "campaign_id")
    @Nullable
    Long campaign;

    @Column(name = "run_id")
    @Nullable
    UUID run;

    @Column(name = "sample_id")
    @Nullable
    String sample;

    @Nullable
    String device;

    String text;
    String data;
    String hash;
    int form;
    boolean routine;

    @SuppressWarnings("NullAway.Init")
    protected EventEntity() {}

    EventEntity(LabEvent event) {
        this.id = event.id();
        this.at = event.at();
        this.kind = event.kind();
        this.campaign = event.campaign();
        this.run = event.run();
        this.sample = event.sample();
        this.device = event.device();
        this.text = event.text();
        this.data = event.data();
        this.hash = event.hash();
        this.form = Seal.FORM;
        this.routine = event.routine();
    }

    LabEvent view() {
        return new LabEvent(id, at, kind, campaign, run, sample, device, text, data, hash, routine);
    }
}
