package org.agate.sim.scenario;

import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.agate.robot.broker.Broker;
import org.agate.sim.broker.EmbeddedBroker;
import org.agate.sim.clock.SimClock;
import org.agate.sim.journal.LabJournal;
import org.agate.sim.journal.Referee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Prints how fast the twin is over real MQTT with the tick barrier: samples per second and the clock rate reached.
///
/// `-Dagate.twin.samples=350 -Dagate.twin.rates=5000` for a campaign of more than seventeen days;
/// docs/reference/numbers.md has the command.
class TwinBenchmark {

    private static final int SAMPLES = Integer.getInteger("agate.twin.samples", 20);
    private static final String[] RATES = System.getProperty(
                    "agate.twin.rates", "1000,%.0f".formatted(SimClock.FASTEST))
            .split(",");
    private static final double ANNEAL_S = 6_000;

    @TempDir
    Path folder;

    @Test
    void printsTheTable() throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        System.out.printf(
                "| rate asked | samples | lab time | wall time | rate reached | samples per s | violations |%n|---|---|---|---|---|---|---|%n");
        try (var broker = EmbeddedBroker.start("127.0.0.1", port, folder.resolve("broker"))) {
            for (var rate : RATES) {
                measure(broker, Double.parseDouble(rate));
            }
        }
    }

    private void measure(EmbeddedBroker broker, double rate) throws Exception {
        var place = folder.resolve("lab-" + (int) rate);
        var settings = new VirtualLab.Settings(
                Broker.at(broker.url()),
                place,
                7,
                rate,
                Clock.systemUTC(),
                () -> UUID.randomUUID().toString(),
                List.of());
        var scenario = ScenarioFile.find("cspbbr3");
        try (var lab = VirtualLab.start(scenario, settings);
                var technician = new Technician(Broker.at(broker.url()), (long) rate)) {
            await().until(() -> scenario.devices().keySet().stream().allMatch(technician::isReady));
            var labStart = lab.clock().instant();
            long start = System.nanoTime();
            var recipe = new Recipe(technician, ANNEAL_S);
            HarshLabIT.make(recipe, technician, SAMPLES);
            double wall = (System.nanoTime() - start) / 1e9;
            double passed = Duration.between(labStart, lab.clock().instant()).toMillis() / 1000.0;
            var verdict = Referee.judge(LabJournal.read(place.resolve(VirtualLab.JOURNAL)));
            System.out.printf(
                    "| %.0f | %d | %.1f d | %.0f s | %.0f | %.2f | %d |%n",
                    rate,
                    SAMPLES,
                    passed / 86_400,
                    wall,
                    passed / wall,
                    SAMPLES / wall,
                    verdict.violations().size());
        }
    }
}
