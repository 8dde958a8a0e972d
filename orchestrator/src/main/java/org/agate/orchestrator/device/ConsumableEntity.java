package org.agate.orchestrator.device;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/// Mutable row of a powder in a device; only [ConsumableProjection] touches it, in a transaction.
@Entity
@Table(name = "consumable")
class ConsumableEntity {

    @EmbeddedId
    Key key;

    double milligrams;
    Instant changed;

    /// Which powder, and where.
    @Embeddable
    record Key(String device, String material) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    @SuppressWarnings("NullAway.Init")
    protected ConsumableEntity() {}

    ConsumableEntity(Key key, double milligrams, Instant changed) {
        this.key = key;
        this.milligrams = milligrams;
        this.changed = changed;
    }
}
