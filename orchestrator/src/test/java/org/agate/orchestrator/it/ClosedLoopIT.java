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
    void aRepeatedRequestWithItsKeyOrdersNothingAnewAlsoAfterAKill() throws Exception {
        var run = "{\"workflow\":\"mix-and-photograph\",\"by\":\"Ada\",\"params\":{\"material_a\":\"CsBr\","
                + "\"material_b\":\"PbBr2\",\"mass_a\":\"100 mg\",\"mass_b\":\"200 mg\"}}";
        var plan = "{\"name\":\"x\",\"kind\":\"CSPBBR3\",\"samples\":5,\"seed\":1,\"inFlight\":1}";
        try (var lab = new LabUnderTest(folder)
                .with("agate.lab.embedded", "false")
                .with("agate.broker", "tcp://127.0.0.1:1")
                .start()) {
            var first = lab.post("/runs", run, "k-1");
            assertThat(first).hasSize(1);
            assertThat(lab.post("/runs", run, "k-1")).isEqualTo(first);
            assertThat(lab.post("/runs", run.replace("200", "201"), "k-1")
                            .path("code")
                            .asText())
                    .isEqualTo("request.key-used");
            assertThat(lab.post("/campaigns", plan, "k-1").path("id").asInt()).isEqualTo(1);
            lab.kill();
            lab.start();
            assertThat(lab.post("/runs", run, "k-1")).isEqualTo(first);
            assertThat(lab.post("/campaigns", plan, "k-1").path("id").asInt()).isEqualTo(1);
            assertThat(lab.get("/runs")).hasSize(1);
            assertThat(lab.get("/campaigns")).hasSize(1);
            assertThat(lab.post("/runs", run, "k-2")).isNotEqualTo(first);
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
            assertThat(table.path("detail").asText()).contains("(/nowhere.csv)");
            assertThat(lab.get("/campaigns")).isEmpty();
            assertThat(lab.get("/campaigns/7").path("code").asText()).isEqualTo("campaign.unknown");
        }
    }
}
