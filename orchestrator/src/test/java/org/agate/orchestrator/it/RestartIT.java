package org.agate.orchestrator.it;

import static org.agate.orchestrator.it.LabUnderTest.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The orchestrator is killed in the middle of a campaign; the laboratory lives on.
class RestartIT {

    private static final int DEVICES = 9;

    @TempDir
    Path folder;

    @Test
    void afterAKillEverythingRecordedIsThereAndThePersonCanGoOn() throws InterruptedException {
        try (var server = new LabUnderTest(folder)) {
            var port = String.valueOf(server.mqttPort());
            try (var lab = RunningProcess.agate(
                    folder.resolve("lab.log"),
                    "lab",
                    "--rate",
                    "4000",
                    "--mqtt-port",
                    port,
                    "--data",
                    folder + "/lab")) {
                server.with("agate.broker", "tcp://127.0.0.1:" + port)
                        .with("agate.lab.embedded", "false")
                        .start()
                        .awaitDevices(DEVICES);
                long id = server.startCampaign(
                        "{\"name\":\"kill\",\"kind\":\"CSPBBR3\",\"samples\":5,\"seed\":3,\"inFlight\":3}");
                await().atMost(Duration.ofMinutes(2)).until(() -> {
                    var campaign = server.campaign(id);
                    return campaign.path("measured").asInt() >= 1
                            && campaign.path("running").asInt() >= 2;
                });
                var before = server.get("/campaigns/%d/observations".formatted(id));
                int events = server.get("/events?most=5000").size();
                server.kill();

                server.start();
                var campaign = server.campaign(id);
                assertThat(campaign.path("state").asText()).isEqualTo("HELD");
                assertThat(campaign.path("reason").asText()).contains("interrupted");
                var after = server.get("/campaigns/%d/observations".formatted(id));
                for (int i = 0; i < before.size(); i++) {
                    assertThat(after.get(i)).isEqualTo(before.get(i));
                }
                assertThat(server.get("/events?most=5000").size()).isGreaterThanOrEqualTo(events);
                assertThat(count(server.get("/runs?campaign=" + id), "state", "INTERRUPTED"))
                        .isGreaterThanOrEqualTo(1);
                assertThat(count(server.get("/runs?campaign=" + id), "state", "RUNNING"))
                        .isZero();

                server.awaitDevices(DEVICES);
                server.post("/campaigns/%d/resume".formatted(id), "{}");
                server.awaitState(id, "FINISHED", Duration.ofMinutes(3));
                assertThat(server.campaign(id).path("measured").asInt()).isEqualTo(5);
            }
        }
    }
}
