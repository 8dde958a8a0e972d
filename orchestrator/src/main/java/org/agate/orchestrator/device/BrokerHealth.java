package org.agate.orchestrator.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Not ready while no device can be reached, or while another server has the devices.
@Readiness
@ApplicationScoped
public class BrokerHealth implements HealthCheck {

    private final BooleanSupplier connected;
    private final Supplier<Optional<String>> inCharge;

    @Inject
    BrokerHealth(DeviceBoard board) {
        this(board::isConnected, board::rival);
    }

    /// @param inCharge the other controller that has the devices; empty for none
    BrokerHealth(BooleanSupplier connected, Supplier<Optional<String>> inCharge) {
        this.connected = connected;
        this.inCharge = inCharge;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("broker");
        var rival = inCharge.get();
        if (rival.isPresent()) {
            return answer.down()
                    .withData("trouble", "in charge is: " + rival.get())
                    .build();
        }
        return connected.getAsBoolean()
                ? answer.up().build()
                : answer.down()
                        .withData("trouble", "the broker cannot be reached")
                        .build();
    }
}
