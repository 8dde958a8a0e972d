package org.agate.orchestrator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.agate.robot.broker.Broker;
import org.agate.robot.conformance.ConformanceKit;
import org.agate.robot.conformance.Exercise;
import org.agate.robot.conformance.Finding;
import org.agate.robot.conformance.Finding.Verdict;
import org.agate.robot.device.DeviceId;
import org.agate.sim.broker.EmbeddedBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A device that is no Java at all, over MQTT 3.1.1, before the kit.
class PythonDeviceIT {

    private static final Path SCRIPT = Path.of("../robot-adapters/examples/grinder.py");
    private static final String PYTHON = "/usr/bin/python3";
    private static final int MOST_LINES = 120;

    @TempDir
    Path folder;

    private static boolean hasPaho() throws Exception {
        return Files.isExecutable(Path.of(PYTHON))
                && new ProcessBuilder(PYTHON, "-c", "import paho.mqtt.client")
                                .start()
                                .waitFor()
                        == 0;
    }

    private RunningProcess start(int port) {
        return RunningProcess.program(
                folder.resolve("grinder.log"),
                PYTHON,
                SCRIPT.toString(),
                "127.0.0.1",
                String.valueOf(port),
                "grinder-9",
                folder.toString());
    }

    @Test
    void theGrinderInPythonPassesEveryTrialThatItsActionsAllow() throws Exception {
        assumeTrue(hasPaho(), "no Python with paho-mqtt was found: this test is skipped");
        int port = RunningProcess.freePort();
        try (var broker = EmbeddedBroker.start("127.0.0.1", port, folder.resolve("broker"))) {
            var device = new AtomicReference<>(start(port));
            var options = new ConformanceKit.Options(
                    Broker.at(broker.url()),
                    new DeviceId("grinder-9"),
                    Optional.of(new Exercise("grind", grinding(20), null)),
                    Optional.of(new Exercise("grind", grinding(1), null)),
                    Optional.of(() -> {
                        device.get().kill();
                        // Longer than a will may be delayed.
                        Thread.sleep(5_000);
                        device.set(start(port));
                    }),
                    true,
                    Set.of(),
                    Clock.systemUTC());
            try (var kit = new ConformanceKit(options)) {
                var findings = kit.examine(finding -> {});
                assertThat(of(findings, Verdict.FAILED)).isEmpty();
                assertThat(of(findings, Verdict.SKIPPED))
                        .singleElement()
                        .asString()
                        .startsWith("restart-keeps-zero:");
            } finally {
                device.get().close();
            }
        }
        assertThat(Files.readAllLines(SCRIPT)).hasSizeLessThanOrEqualTo(MOST_LINES);
    }

    private static Map<String, Object> grinding(double seconds) {
        return Map.of("force_N", 10.0, "speed_rpm", 60.0, "duration_s", seconds);
    }

    private static List<String> of(List<Finding> findings, Verdict verdict) {
        return findings.stream()
                .filter(finding -> finding.verdict() == verdict)
                .map(finding -> finding.trial() + ": " + finding.why())
                .toList();
    }
}
