package org.agate.orchestrator.it;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.agate.robot.broker.Broker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Prints what one journaled robot step costs beside a bare MQTT round trip on the same broker, and the server's start.
///
/// Not part of the test run; docs/reference/numbers.md has the command.
class RobotStepBenchmark {

    private static final int ROUND_TRIPS = 2_000;
    private static final double RATE = 5_000;
    private static final double WEIGHING_SECONDS = 5;

    @TempDir
    Path folder;

    @Test
    void printsTheTable() throws Exception {
        var began = Instant.now();
        try (var lab = new LabUnderTest(folder)
                .with("agate.lab.rate", String.valueOf(RATE))
                .start()) {
            double up = Duration.between(began, Instant.now()).toMillis() / 1000.0;
            lab.awaitDevices(9);
            double ready = Duration.between(began, Instant.now()).toMillis() / 1000.0;
            var bare = Echo.roundTrips(Broker.at("tcp://127.0.0.1:" + lab.mqttPort()), ROUND_TRIPS, () -> {});
            long id =
                    lab.startCampaign("{\"name\":\"b\",\"kind\":\"CSPBBR3\",\"samples\":12,\"seed\":1,\"inFlight\":1}");
            lab.awaitState(id, "FINISHED", Duration.ofMinutes(5));
            var steps = new ArrayList<Double>();
            for (var run : lab.get("/runs?campaign=" + id)) {
                for (var step : lab.get("/runs/" + run.path("id").asText()).path("steps")) {
                    if (step.path("path").asText().equals("weigh/weigh")) {
                        var taken = Duration.between(
                                Instant.parse(step.path("began").asText()),
                                Instant.parse(step.path("ended").asText()));
                        steps.add(taken.toNanos() / 1e6 - 1_000 * WEIGHING_SECONDS / RATE);
                    }
                }
            }
            System.out.printf("| what | median ms | 90 %% ms | n |%n|---|---|---|---|%n");
            row("bare MQTT round trip, QoS 1", bare);
            row("one journaled robot step (weigh), motion subtracted", steps);
            System.out.printf("| ratio of medians | %.0f | | |%n", quantile(steps, 0.5) / quantile(bare, 0.5));
            System.out.printf("%nServer answers after %.1f s, all devices leased after %.1f s.%n", up, ready);
        }
    }

    private static void row(String name, List<Double> values) {
        System.out.printf(
                "| %s | %.2f | %.2f | %d |%n", name, quantile(values, 0.5), quantile(values, 0.9), values.size());
    }

    private static double quantile(List<Double> values, double share) {
        Collections.sort(values);
        return values.get((int) (share * (values.size() - 1)));
    }
}
