package org.agate.orchestrator.web;

import jakarta.enterprise.context.ApplicationScoped;
import org.agate.orchestrator.database.Storage;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Not ready while nothing can be recorded.
@Readiness
@ApplicationScoped
public class StorageHealth implements HealthCheck {

    private final Storage storage;

    StorageHealth(Storage storage) {
        this.storage = storage;
    }

    @Override
    public HealthCheckResponse call() {
        var trouble = storage.trouble();
        var answer = HealthCheckResponse.named("recording");
        return trouble == null
                ? answer.up().build()
                : answer.down().withData("trouble", trouble).build();
    }
}
