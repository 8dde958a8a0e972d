package org.agate.orchestrator.campaign;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A row for what was told to the optimizer; never changed.
@Entity
@Table(name = "observation")
class ObservationEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    @Column(name = "campaign_id")
    long campaign;

    @Column(name = "suggestion_id")
    long suggestion;

    int number;
    double objective;

    @Column(name = "standard_deviation")
    double standardDeviation;

    String detail;
    Instant created;

    protected ObservationEntity() {
        this.detail = "";
        this.created = Instant.EPOCH;
    }
}
