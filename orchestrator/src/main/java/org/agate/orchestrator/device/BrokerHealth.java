package org.agate.orchestrator.device;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Not ready while no device can be reached, or while another server has the devices.
@Readiness
@ApplicationScoped
public class BrokerHealth implements HealthCheck {

    private final DeviceBoard board;

    BrokerHealth(DeviceBoard board) {
        this.board = board;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("broker");
        var rival = board.rival();
        if (rival.isPresent()) {
            return answer.down()
                    .withData("trouble", "in charge is: " + rival.get())
                    .build();
        }
        return board.isConnected()
                ? answer.up().build()
                : answer.down()
                        .withData("trouble", "the broker cannot be reached")
                        .build();
    }
}
