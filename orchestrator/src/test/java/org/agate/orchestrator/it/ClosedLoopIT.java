package org.agate.orchestrator.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The built application with everything embedded, as `./agate up` runs it.
class ClosedLoopIT {

    @TempDir
    Path folder;

    @Test
    void aBadPlanIsRefusedWithAProblemAndChangesNothing() {
        try (var lab = new LabUnderTest(folder)
                .with("agate.lab.embedded", "false")
                .with("agate.broker", "tcp://127.0.0.1:1")
                .start()) {
            var problem = lab.post(
                    "/campaigns", "{\"name\":\"x\",\"kind\":\"CSPBBR3\",\"samples\":0,\"seed\":1,\"inFlight\":4}");
            assertThat(problem.path("status").asInt()).isBetween(400, 422);
            assertThat(problem.toString()).contains("0");
            var table = lab.post(
                    "/campaigns",
                    "{\"name\":\"x\",\"kind\":\"TABLE\",\"samples\":5,\"seed\":1,\"inFlight\":1,\"table\":{\"file\":\"/nowhere.csv\",\"objective\":\"y\"}}");
            assertThat(table.path("detail").asText()).contains("(/nowhere.csv)");
            assertThat(lab.get("/campaigns")).isEmpty();
            assertThat(lab.get("/campaigns/7").path("code").asText()).isEqualTo("campaign.unknown");
        }
    }
}
