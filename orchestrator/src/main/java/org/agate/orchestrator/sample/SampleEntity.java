package org.agate.orchestrator.sample;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Mutable row of a sample; only [SampleProjection] touches it, in a transaction.
@Entity
@Table(name = "sample")
class SampleEntity {

    @Id
    String id;

    long number;

    @Column(name = "campaign_id")
    @Nullable
    Long campaign;

    String purpose;
    String home;

    @Nullable
    String position;

    @Enumerated(EnumType.STRING)
    Condition condition;

    Instant created;

    @SuppressWarnings("NullAway.Init")
    protected SampleEntity() {}

    SampleEntity(SampleFact.Created fresh, Instant created) {
        this.id = fresh.sample();
        this.number = fresh.number();
        this.campaign = fresh.campaign();
        this.purpose = fresh.purpose();
        this.home = fresh.home();
        this.position = fresh.home();
        this.condition = Condition.GOOD;
        this.created = created;
    }

    Sample view() {
        return new Sample(id, campaign, purpose, home, position, condition, created);
    }
}
