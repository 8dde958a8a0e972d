package org.agate.orchestrator.sample;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
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
    long id;

    @Column(name = "sample_id")
    String sample;

    @Column(name = "run_id")
    UUID run;

    String sha256;
    int shot;

    @Nullable
    String overlay;

    @Nullable
    Double share;

    String defects;
    Instant created;

    @SuppressWarnings("NullAway.Init")
    protected CaptureEntity() {}

    CaptureEntity(SampleFact.Captured captured, long number, int shot, Instant created) {
        this.id = number * SampleFact.MOST_SHOTS + shot;
        var seen = captured.shots().get(shot);
        this.sample = captured.sample();
        this.run = captured.run();
        this.sha256 = seen.sha256();
        this.shot = shot;
        this.overlay = seen.overlay();
        this.share = seen.share();
        this.defects = SampleProjection.words(seen.defects());
        this.created = created;
    }

    Capture view() {
        return new Capture(id, sample, sha256, overlay, shot, share, defects, created);
    }
}
