package org.agate.orchestrator.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

class BrokerHealthTest {

    private static HealthCheckResponse asked(boolean connected, Optional<String> inCharge) {
        return new BrokerHealth(() -> connected, () -> inCharge).call();
    }

    @Test
    void aControllerThatReachesItsDevicesIsReady() {
        assertThat(asked(true, Optional.empty()).getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    }

    @Test
    void withoutABrokerItIsNotReady() {
        assertThat(asked(false, Optional.empty()).getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
    }

    @Test
    void whileAnotherOneIsInChargeItIsNotReadyAndNamesTheOther() {
        var answer = asked(true, Optional.of("main-77aa"));
        assertThat(answer.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(answer.getData().orElseThrow().toString()).contains("main-77aa");
    }
}
