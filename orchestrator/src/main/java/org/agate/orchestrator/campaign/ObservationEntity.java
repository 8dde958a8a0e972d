package org.agate.orchestrator.campaign;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/// A row for what was told to the optimizer; never changed.
@Entity
@Table(name = "observation")
class ObservationEntity {

    @Id
    long id;

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

    ObservationEntity(ObservationFact.Told told, long id, int number, Instant created) {
        this.id = id;
        this.campaign = told.campaign();
        this.suggestion = told.suggestion();
        this.number = number;
        this.objective = told.value();
        this.standardDeviation = told.standardDeviation();
        this.detail = told.detail();
        this.created = created;
    }
}
