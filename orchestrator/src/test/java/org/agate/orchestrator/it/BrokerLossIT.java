package org.agate.orchestrator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.agate.sim.journal.LabJournal;
import org.agate.sim.journal.Referee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The broker dies in the middle of actions and comes back having forgotten everything.
class BrokerLossIT {

    private static final int DEVICES = 9;

    @TempDir
    Path folder;

    private static List<String> kinds(LabUnderTest server) {
        var kinds = new ArrayList<String>();
        for (JsonNode event : server.get("/events?most=5000")) {
            kinds.add(event.path("kind").asText());
        }
        return kinds;
    }

    @Test
    void noResultIsLostNoActionRepeatedAndThereIsOneAlarmAndOneClear() throws Exception {
        var mosquitto = Mosquitto.find();
        assumeTrue(mosquitto.isPresent(), "no Mosquitto was found: this test is skipped");
        try (var server = new LabUnderTest(folder)) {
            var broker = mosquitto.get().start(server.mqttPort(), folder);
            var url = "tcp://127.0.0.1:" + server.mqttPort();
            try (var lab = RunningProcess.agate(
                    folder.resolve("lab.log"), "lab", "--broker", url, "--rate", "1000", "--data", folder + "/lab")) {
                server.with("agate.broker", url)
                        .with("agate.lab.embedded", "false")
                        .start()
                        .awaitDevices(DEVICES);
                long id = server.startCampaign(
                        "{\"name\":\"b\",\"kind\":\"CSPBBR3\",\"samples\":3,\"seed\":2,\"inFlight\":3}");
                await().atMost(Duration.ofMinutes(3))
                        .until(() -> server.campaign(id).path("running").asInt() >= 2);
                broker.kill();
                await().atMost(Duration.ofSeconds(10)).until(() -> kinds(server).contains("broker.lost"));
                broker = mosquitto.get().start(server.mqttPort(), folder);
                server.awaitState(id, "FINISHED", Duration.ofMinutes(5));
                assertThat(server.campaign(id).path("measured").asInt()).isEqualTo(3);
                assertThat(server.campaign(id).path("failed").asInt()).isZero();
                assertThat(kinds(server).stream().filter("broker.lost"::equals)).hasSize(1);
                assertThat(kinds(server).stream().filter("broker.back"::equals)).hasSize(1);
                assertThat(kinds(server)).doesNotContain("device.lost");
            } finally {
                broker.close();
            }
            var verdict = Referee.judge(LabJournal.read(folder.resolve("lab/lab/journal.jsonl")));
            assertThat(verdict.violations()).isEmpty();
        }
    }
}
