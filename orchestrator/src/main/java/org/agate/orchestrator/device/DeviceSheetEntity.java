package org.agate.orchestrator.device;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/// Mutable row of a device's last factsheet; only [DeviceProjection] touches it, in a transaction.
@Entity
@Table(name = "device_sheet")
class DeviceSheetEntity {

    @Id
    String device;

    String factsheet;

    @SuppressWarnings("NullAway.Init")
    protected DeviceSheetEntity() {}

    DeviceSheetEntity(String device, String factsheet) {
        this.device = device;
        this.factsheet = factsheet;
    }
}
