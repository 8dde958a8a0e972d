package org.agate.orchestrator.device;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/// Mutable row of a controller.
@Entity
@Table(name = "controller")
class ControllerEntity {

    @Id
    String id;

    long epoch;

    @SuppressWarnings("NullAway.Init")
    protected ControllerEntity() {}

    ControllerEntity(String id) {
        this.id = id;
    }
}
