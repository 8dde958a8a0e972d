package org.agate.orchestrator.device;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/// Mutable row of a device that a person holds or has asked for; only [DeviceHoldProjection] touches it, in a
/// transaction.
@Entity
@Table(name = "device_hold")
class DeviceHoldEntity {

    @Id
    String device;

    boolean held;

    @Column(name = "held_by")
    String by;

    String why;
    Instant since;

    @SuppressWarnings("NullAway.Init")
    protected DeviceHoldEntity() {}

    DeviceHoldEntity(DeviceHoldFact.Requested fact, Instant since) {
        this.device = fact.device();
        this.by = fact.by();
        this.why = fact.why();
        this.since = since;
    }

    DeviceHolds.Hold view() {
        return new DeviceHolds.Hold(device, held, by, why, since);
    }
}
