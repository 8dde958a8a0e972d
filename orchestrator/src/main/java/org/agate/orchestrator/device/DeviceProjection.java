package org.agate.orchestrator.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import org.agate.orchestrator.event.Projection;

/// The last factsheet of each device.
@ApplicationScoped
class DeviceProjection implements Projection<DeviceFact> {

    @Override
    public Class<DeviceFact> family() {
        return DeviceFact.class;
    }

    @Override
    public void apply(DeviceFact fact, long number, Instant at, EntityManager entities) {
        switch (fact) {
            case DeviceFact.Described(var device, var factsheet) -> {
                var row = entities.find(DeviceSheetEntity.class, device);
                if (row == null) {
                    entities.persist(new DeviceSheetEntity(device, factsheet));
                } else {
                    row.factsheet = factsheet;
                }
            }
        }
        entities.flush();
    }
}
