package org.agate.orchestrator.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/// A real Mosquitto, when this machine has one.
record Mosquitto(Path program) {

    static Optional<Mosquitto> find() {
        return Stream.of(
                        "/usr/sbin/mosquitto",
                        "/usr/bin/mosquitto",
                        "/usr/local/sbin/mosquitto",
                        "/opt/homebrew/sbin/mosquitto")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .map(Mosquitto::new);
    }

    RunningProcess start(int port, Path folder) throws IOException {
        var configuration = folder.resolve("mosquitto.conf");
        Files.writeString(
                configuration,
                "listener %d 127.0.0.1\nallow_anonymous true\nset_tcp_nodelay true\nmax_queued_messages 100000\n"
                        .formatted(port));
        var broker = RunningProcess.program(
                folder.resolve("mosquitto.log"), program.toString(), "-c", configuration.toString());
        await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> {
            try (var probe = new Socket("127.0.0.1", port)) {
                return probe.isConnected();
            }
        });
        return broker;
    }
}
