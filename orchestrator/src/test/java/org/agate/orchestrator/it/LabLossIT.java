package org.agate.orchestrator.it;

import static org.agate.orchestrator.it.LabUnderTest.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The laboratory dies in the middle of a campaign, and comes back.
class LabLossIT {

    private static final int DEVICES = 9;
    private static final String PLAN =
            "{\"name\":\"loss\",\"kind\":\"CSPBBR3\",\"samples\":4,\"seed\":3,\"inFlight\":4}";

    @TempDir
    Path folder;

    private RunningProcess lab(int port, String... more) {
        var arguments = new java.util.ArrayList<>(java.util.List.of(
                "lab", "--rate", "4000", "--data", folder.resolve("lab").toString()));
        arguments.addAll(java.util.List.of(more));
        return RunningProcess.agate(folder.resolve("lab.log"), arguments.toArray(String[]::new));
    }

    @Test
    void killingTheLabWithItsBrokerLosesTheDevicesAtOnceAndTheCampaignGoesOnAfterwards() throws InterruptedException {
        try (var server = new LabUnderTest(folder)) {
            var port = String.valueOf(server.mqttPort());
            server.with("agate.broker", "tcp://127.0.0.1:" + port).with("agate.lab.embedded", "false");
            var first = lab(server.mqttPort(), "--mqtt-port", port);
            server.start().awaitDevices(DEVICES);
            survives(server, first, () -> lab(server.mqttPort(), "--mqtt-port", port));
        }
    }

    @Test
    void killingTheLabAloneOnMosquittoShowsItsDevicesLostByTheirWill() throws Exception {
        var mosquitto = Mosquitto.find();
        assumeTrue(mosquitto.isPresent(), "no Mosquitto was found: this test is skipped");
        try (var server = new LabUnderTest(folder);
                var broker = mosquitto.get().start(server.mqttPort(), folder)) {
            var url = "tcp://127.0.0.1:" + server.mqttPort();
            server.with("agate.broker", url).with("agate.lab.embedded", "false");
            var first = lab(server.mqttPort(), "--broker", url);
            server.start().awaitDevices(DEVICES);
            survives(server, first, () -> lab(server.mqttPort(), "--broker", url));
        }
    }

    private void survives(
            LabUnderTest server, RunningProcess first, java.util.function.Supplier<RunningProcess> restart)
            throws InterruptedException {
        long id = server.startCampaign(PLAN);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> server.campaign(id).path("running").asInt() >= 3);
        first.kill();
        await().atMost(Duration.ofSeconds(5)).until(() -> count(server.get("/devices"), "presence", "LOST") == DEVICES);
        assertThat(server.campaign(id).path("state").asText()).isEqualTo("RUNNING");
        try (var second = restart.get()) {
            server.awaitState(id, "FINISHED", Duration.ofMinutes(4));
            assertThat(server.campaign(id).path("measured").asInt()).isEqualTo(4);
        }
        assertThat(Files.exists(folder.resolve("lab.log"))).isTrue();
    }
}
