package org.agate.orchestrator.it;

import static org.agate.orchestrator.it.LabUnderTest.count;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The built application with everything embedded, as `./agate up` runs it.
class ClosedLoopIT {

    private static final int DEVICES = 9;

    @TempDir
    Path folder;

    @Test
    void aCampaignGoesFromStandardsToObservationsWithUncertainty() {
        try (var lab = new LabUnderTest(folder).start().awaitDevices(DEVICES)) {
            long id =
                    lab.startCampaign("{\"name\":\"it\",\"kind\":\"CSPBBR3\",\"samples\":5,\"seed\":3,\"inFlight\":4}");
            lab.awaitState(id, "FINISHED", Duration.ofMinutes(3));

            var campaign = lab.campaign(id);
            assertThat(campaign.path("simulated").asBoolean()).isTrue();
            assertThat(campaign.path("modelVersion").asText()).startsWith("CsPbBr3-");
            assertThat(campaign.path("measured").asInt()).isEqualTo(5);
            for (var experiment : lab.get("/campaigns/%d/observations".formatted(id))) {
                assertThat(experiment.path("standardDeviation").asDouble()).isBetween(0.1, 20.0);
            }
            assertThat(lab.text("/api/v1/campaigns/%d/observations?format=csv".formatted(id)))
                    .startsWith("number,ratio,mix_min,force_N")
                    .hasLineCount(6);

            assertThat(lab.get("/campaigns/%d/stopping?tolerance=1".formatted(id)))
                    .hasSize(4);
            assertThat(lab.get("/campaigns/%d/insight".formatted(id)).path("relevance"))
                    .hasSize(7);

            // Twelve standards of 15 steps and five samples of 21, each step journaled, each command ended once.
            var runs = lab.get("/runs?campaign=" + id);
            assertThat(count(runs, "state", "SUCCEEDED")).isGreaterThanOrEqualTo(17);
            for (var run : runs) {
                var detail = lab.get("/runs/" + run.path("id").asText());
                assertThat(count(detail.path("steps"), "state", "SUCCEEDED"))
                        .isEqualTo(detail.path("steps").size());
                for (var command : detail.path("commands")) {
                    assertThat(command.path("state").asText()).isIn("SUCCEEDED", "REJECTED");
                }
            }
            for (var sample : lab.get("/samples?campaign=" + id)) {
                assertThat(sample.path("sample").path("position").asText())
                        .isEqualTo(sample.path("sample").path("home").asText());
                assertThat(sample.path("captures").size()).isGreaterThanOrEqualTo(3);
            }
        }
    }

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
            assertThat(table.path("detail").asText()).contains("/nowhere.csv:1");
            assertThat(lab.get("/campaigns")).isEmpty();
            assertThat(lab.get("/campaigns/7").path("code").asText()).isEqualTo("campaign.unknown");
        }
    }
}
