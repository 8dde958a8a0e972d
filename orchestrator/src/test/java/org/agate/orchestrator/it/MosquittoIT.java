package org.agate.orchestrator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Orchestrator and lab as two processes on a real Mosquitto, with `mosquitto_sub` listening.
class MosquittoIT {

    @TempDir
    Path folder;

    @Test
    void theConversationOfTheProtocolIsHeardOnTheBroker() throws Exception {
        var mosquitto = Mosquitto.find();
        var listener = Path.of("/usr/bin/mosquitto_sub");
        assumeTrue(
                mosquitto.isPresent() && Files.isExecutable(listener),
                "no Mosquitto with its clients was found: this test is skipped");
        try (var server = new LabUnderTest(folder);
                var broker = mosquitto.get().start(server.mqttPort(), folder)) {
            var url = "tcp://127.0.0.1:" + server.mqttPort();
            var heard = folder.resolve("heard.txt");
            try (var ears = RunningProcess.program(
                            heard, listener.toString(), "-p", String.valueOf(server.mqttPort()), "-v", "-t", "sdl/#");
                    var lab = RunningProcess.agate(
                            folder.resolve("lab.log"),
                            "lab",
                            "--broker",
                            url,
                            "--rate",
                            "5000",
                            "--data",
                            folder + "/lab")) {
                server.with("agate.broker", url)
                        .with("agate.lab.embedded", "false")
                        .start()
                        .awaitDevices(9);
                long id = server.startCampaign(
                        "{\"name\":\"m\",\"kind\":\"CSPBBR3\",\"samples\":2,\"seed\":1,\"inFlight\":2}");
                server.awaitState(id, "FINISHED", Duration.ofMinutes(3));
            }
            assertThat(Files.readString(heard))
                    .contains("sdl/v1/d/grinder-1/connection {\"v\":\"1.0\",\"dev\":\"grinder-1\"")
                    .contains("sdl/v1/d/grinder-1/factsheet ")
                    .contains("sdl/v1/d/furnace-1/state ")
                    .contains("\"op\":\"lease\"")
                    .contains("sdl/v1/d/doser-1/cmd ")
                    .contains("\"state\":\"ACCEPTED\"")
                    .contains("\"state\":\"SUCCEEDED\"")
                    .contains("sdl/v1/c/main/reply/")
                    .contains("sdl/v1/site/controller ")
                    .contains("sdl/v1/site/clock ");
        }
    }
}
