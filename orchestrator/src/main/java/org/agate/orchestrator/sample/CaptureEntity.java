package org.agate.orchestrator.sample;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Mutable row of a photograph: what was seen in it comes later.
@Entity
@Table(name = "capture")
class CaptureEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    @Column(name = "sample_id")
    String sample;

    @Column(name = "run_id")
    UUID run;

    String sha256;
    int shot;

    @Nullable
    Double share;

    String defects;
    Instant created;

    @SuppressWarnings("NullAway.Init")
    protected CaptureEntity() {}

    CaptureEntity(String sample, UUID run, String sha256, int shot, Instant created) {
        this.sample = sample;
        this.run = run;
        this.sha256 = sha256;
        this.shot = shot;
        this.defects = "";
        this.created = created;
    }

    Capture view() {
        return new Capture(java.util.Objects.requireNonNull(id), sample, sha256, shot, share, defects, created);
    }
}
