package org.agate.orchestrator.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import org.agate.orchestrator.event.Projection;

/// Devices that people hold.
@ApplicationScoped
class DeviceHoldProjection implements Projection<DeviceHoldFact> {

    @Override
    public Class<DeviceHoldFact> family() {
        return DeviceHoldFact.class;
    }

    @Override
    public void apply(DeviceHoldFact fact, long number, Instant at, EntityManager entities) {
        var row = entities.find(DeviceHoldEntity.class, fact.device());
        switch (fact) {
            case DeviceHoldFact.Requested requested -> {
                if (row == null) {
                    entities.persist(new DeviceHoldEntity(requested, at));
                }
            }
            case DeviceHoldFact.Reached reached -> {
                if (row != null) {
                    row.held = true;
                    row.since = at;
                }
            }
            case DeviceHoldFact.Released released -> {
                if (row != null) {
                    entities.remove(row);
                }
            }
        }
        entities.flush();
    }
}
