package org.agate.orchestrator.it;

import static org.agate.orchestrator.it.LabUnderTest.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.agate.sim.journal.LabJournal;
import org.agate.sim.journal.Referee;
import org.agate.sim.scenario.VirtualLab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The orchestrator is killed in the middle of a campaign; the laboratory lives on.
class RestartIT {

    private static final int DEVICES = 9;

    @TempDir
    Path folder;

    @Test
    void afterAKillTheCampaignGoesOnByItselfAndNoCommandIsRepeated() throws InterruptedException {
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
                // Once while standards are made, once while experiments run.
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> server.get("/runs?campaign=" + id).size() >= 6);
                server.kill();
                server.start();
                await().atMost(Duration.ofMinutes(2)).until(() -> {
                    var campaign = server.campaign(id);
                    return campaign.path("measured").asInt() >= 1
                            && campaign.path("running").asInt() >= 2;
                });
                var before = server.get("/campaigns/%d/observations".formatted(id));
                server.kill();

                server.start();
                assertThat(server.campaign(id).path("state").asText()).isEqualTo("RUNNING");
                server.awaitState(id, "FINISHED", Duration.ofMinutes(3));
                var after = server.get("/campaigns/%d/observations".formatted(id));
                assertThat(after).containsAll(before);
                assertThat(server.campaign(id).path("measured").asInt()).isEqualTo(5);
                assertThat(server.campaign(id).path("failed").asInt()).isZero();
                assertThat(count(server.get("/runs?campaign=" + id), "state", "SUCCEEDED"))
                        .isEqualTo(server.get("/runs?campaign=" + id).size());
                assertThat(server.get("/prompts")).isEmpty();
                var verdict = Referee.judge(LabJournal.read(folder.resolve("lab/lab/" + VirtualLab.JOURNAL)));
                assertThat(verdict.violations()).isEmpty();
            }
        }
    }

    @Test
    void aDatabasePutBackFromAnOlderCopyRaisesAnAlarmAndRepeatsNoCommand() throws Exception {
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
                server.kill();
                var yesterday = server.database().copy();
                server.start().awaitDevices(DEVICES);
                var id = server.post("/runs", "{\"workflow\":\"photograph-again\",\"by\":\"Ada\",\"params\":{}}")
                        .get(0)
                        .asText();
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> server.get("/runs/" + id)
                                .path("run")
                                .path("state")
                                .asText()
                                .equals("SUCCEEDED"));
                server.kill();
                yesterday.close();
                int before = LabJournal.read(folder.resolve("lab/lab/" + VirtualLab.JOURNAL))
                        .size();

                server.start().awaitDevices(DEVICES);
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> count(server.get("/events?most=500"), "kind", "device.strange-commands") >= 2);
                assertThat(count(server.get("/events?most=500"), "kind", "log.cut"))
                        .isEqualTo(1);
                assertThat(LabJournal.read(folder.resolve("lab/lab/" + VirtualLab.JOURNAL)))
                        .hasSize(before);
            }
        }
    }
}
