package org.agate.orchestrator.device;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/// Mutable row of a controller.
@Entity
@Table(name = "controller")
class ControllerEntity {

    @Id
    String id;

    long epoch;

    @Nullable
    String holder;

    @Nullable
    String server;

    @SuppressWarnings("NullAway.Init")
    protected ControllerEntity() {}

    ControllerEntity(String id) {
        this.id = id;
    }
}
