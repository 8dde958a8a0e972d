package org.agate.orchestrator.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.agate.robot.broker.Broker;
import org.agate.robot.broker.TlsIdentity;
import org.agate.robot.mqtt.LinkHandler;
import org.agate.robot.mqtt.LinkOptions;
import org.agate.robot.mqtt.MqttLink;
import org.agate.robot.mqtt.Outgoing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sample configuration on a real Mosquitto: nobody speaks for another, and a stranger does not get in.
class TlsIT {

    private static final Path SAMPLE = Path.of("../robot-adapters/examples/mosquitto-tls");

    @TempDir
    Path folder;

    /// A client and what it heard.
    private static final class Client implements AutoCloseable {

        private final Queue<String> heard = new ConcurrentLinkedQueue<>();
        private final MqttLink link;
        private volatile boolean ready;

        Client(Broker broker, String name, String... filters) {
            link = new MqttLink(new LinkOptions(broker, name, null, 0), new LinkHandler() {
                @Override
                public void connected() {
                    if (filters.length > 0) {
                        link().subscribe(filters);
                    }
                    ready = true;
                }

                @Override
                public void disconnected() {}

                @Override
                public void received(String topic, byte[] payload) {
                    heard.add(topic + " " + new String(payload, UTF_8));
                }
            });
            link.start();
        }

        private MqttLink link() {
            return link;
        }

        void say(String topic, String text) {
            // A broker may answer what it does not let through with an error, or with silence.
            link.publish(Outgoing.fact(topic, text.getBytes(UTF_8), 30))
                    .exceptionally(refused -> null)
                    .join();
        }

        @Override
        public void close() {
            link.close();
        }
    }

    private void certificates(Path to, String... clients) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(
                List.of("sh", SAMPLE.resolve("make-certificates.sh").toString(), to.toString(), "localhost"));
        command.addAll(List.of(clients));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private RunningProcess start(Mosquitto mosquitto, Path ca, int port) throws IOException {
        var configuration = Files.readString(SAMPLE.resolve("mosquitto.conf"))
                .replace("listener 8883", "listener %d 127.0.0.1".formatted(port))
                .replace("listener 8884 ", "listener %d ".formatted(RunningProcess.freePort()))
                .replace("cafile ", "cafile " + ca + "/")
                .replace("certfile ", "certfile " + ca + "/")
                .replace("keyfile ", "keyfile " + ca + "/")
                .replace("acl_file acl", "acl_file " + SAMPLE.resolve("acl").toAbsolutePath())
                .replace("persistence_location ./", "persistence_location " + folder + "/");
        var file = Files.writeString(folder.resolve("mosquitto.conf"), configuration + "user root\n");
        var broker = RunningProcess.program(
                folder.resolve("mosquitto.log"), mosquitto.program().toString(), "-c", file.toString());
        await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> {
            try (var probe = new Socket("127.0.0.1", port)) {
                return probe.isConnected();
            }
        });
        return broker;
    }

    private static Broker broker(int port, @Nullable Path identity) {
        return new Broker("ssl://localhost:" + port, identity == null ? null : TlsIdentity.in(identity));
    }

    @Test
    void aDeviceCannotSpeakForAnotherAndAStrangerDoesNotGetIn() throws Exception {
        var mosquitto = Mosquitto.find();
        assumeTrue(
                mosquitto.isPresent() && Files.isExecutable(Path.of("/usr/bin/openssl")),
                "no Mosquitto or no OpenSSL was found: this test is skipped");
        var ca = folder.resolve("ca");
        var otherCa = folder.resolve("other-ca");
        certificates(ca, "main", "grinder-1", "grinder-2");
        certificates(otherCa, "grinder-1");
        int port = RunningProcess.freePort();
        try (var running = start(mosquitto.get(), ca, port);
                var main =
                        new Client(broker(port, ca.resolve("main")), "main", "sdl/v1/d/+/state", "sdl/v1/d/+/event");
                var one = new Client(broker(port, ca.resolve("grinder-1")), "one", "sdl/v1/d/+/cmd", "sdl/v1/site/#");
                var two = new Client(broker(port, ca.resolve("grinder-2")), "two", "sdl/v1/d/grinder-2/cmd")) {
            await().until(() -> main.ready && one.ready && two.ready);
            one.say("sdl/v1/d/grinder-2/state", "forged");
            one.say("sdl/v1/d/grinder-2/cmd", "forged");
            one.say("sdl/v1/site/stop", "forged");
            one.say("sdl/v1/d/grinder-1/state", "honest");
            await().until(() -> main.heard.contains("sdl/v1/d/grinder-1/state honest"));
            main.say("sdl/v1/d/grinder-2/cmd", "order");
            await().until(() -> two.heard.contains("sdl/v1/d/grinder-2/cmd order"));
            main.say("sdl/v1/d/grinder-1/cmd", "order");
            await().until(() -> one.heard.contains("sdl/v1/d/grinder-1/cmd order"));
            assertThat(main.heard).containsExactly("sdl/v1/d/grinder-1/state honest");
            assertThat(two.heard).containsExactly("sdl/v1/d/grinder-2/cmd order");
            assertThat(one.heard)
                    .as("commands of others are not heard")
                    .containsExactly("sdl/v1/d/grinder-1/cmd order");

            try (var stranger = new Client(broker(port, otherCa.resolve("grinder-1")), "stranger");
                    var nameless = new Client(Broker.at("tcp://127.0.0.1:" + port), "nameless")) {
                await().during(Duration.ofSeconds(3))
                        .atMost(Duration.ofSeconds(5))
                        .until(() -> !stranger.ready && !nameless.ready);
            }
            // Whatever it calls itself, a device is known by its certificate: the orchestrator is not evicted.
            try (var impostor = new Client(broker(port, ca.resolve("grinder-2")), "main", "sdl/v1/site/#")) {
                await().until(() -> impostor.ready);
                one.say("sdl/v1/d/grinder-1/state", "still heard");
                await().until(() -> main.heard.contains("sdl/v1/d/grinder-1/state still heard"));
                assertThat(main.link().isConnected()).isTrue();
            }
            assertThat(Files.exists(folder.resolve("mosquitto.log"))).isTrue();
        }
    }
}
