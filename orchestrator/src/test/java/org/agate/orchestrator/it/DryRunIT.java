package org.agate.orchestrator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.agate.robot.broker.Broker;
import org.agate.robot.mqtt.LinkHandler;
import org.agate.robot.mqtt.LinkOptions;
import org.agate.robot.mqtt.MqttLink;
import org.agate.sim.broker.EmbeddedBroker;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A dry run says what a workflow would take, and touches nothing.
class DryRunIT {

    @TempDir
    Path folder;

    private String dryRun(int code, String... arguments) throws Exception {
        var log = folder.resolve("dry-run.log");
        Files.deleteIfExists(log);
        try (var process = RunningProcess.agate(log, arguments)) {
            assertThat(process.exitCode()).as(Files.readString(log)).isEqualTo(code);
            return Files.readString(log);
        }
    }

    @Test
    void itReportsMakespanUseAndConsumablesAndSaysNothingOnTheLabsOwnBroker() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (var broker = EmbeddedBroker.start("127.0.0.1", RunningProcess.freePort(), folder.resolve("broker"));
                var ear = new MqttLink(new LinkOptions(Broker.at(broker.url()), "ear", null, 0), new Ear(heard))) {
            ear.start();
            Awaitility.await().until(ear::isConnected);
            ear.subscribe("#");
            var output = dryRun(
                    0,
                    "dry-run",
                    "mechanochemistry",
                    "--samples",
                    "2",
                    "--report",
                    folder.resolve("report.html").toString(),
                    "--json",
                    folder.resolve("figures.json").toString());
            assertThat(output).contains("SIMULATED: 2 samples", "makespan", "consumes    CsBr");
        }
        assertThat(heard).isEmpty();
        var figures = new ObjectMapper().readTree(Files.readString(folder.resolve("figures.json")));
        assertThat(figures.path("makespan_min").asDouble())
                .isBetween(
                        figures.path("lowerBound_min").asDouble(),
                        1.5 * figures.path("lowerBound_min").asDouble());
        assertThat(figures.path("consumables_mg").path("PbBr2").asDouble()).isBetween(300.0, 450.0);
        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("SIMULATED", "<svg", "data:image/jpeg", "furnace-1");
    }

    @Test
    void anInvalidWorkflowIsNotRunAndExitsWithThree() throws Exception {
        var file = folder.resolve("wrong.kamelet.yaml");
        Files.writeString(
                file,
                Files.readString(
                        Path.of("../workflows/corpus/wrong/limit-force.kamelet.yaml"), StandardCharsets.UTF_8));
        assertThat(dryRun(3, "dry-run", file.toString())).contains("workflow.parameter.out-of-range");
        assertThat(dryRun(3, "validate", file.toString())).contains("wrong.kamelet.yaml:41:");
    }

    private record Ear(List<String> heard) implements LinkHandler {
        @Override
        public void connected() {}

        @Override
        public void disconnected() {}

        @Override
        public void received(String topic, byte[] payload) {
            heard.add(topic);
        }
    }
}
