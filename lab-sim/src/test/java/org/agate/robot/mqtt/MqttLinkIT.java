package org.agate.robot.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.agate.robot.broker.Broker;
import org.agate.sim.broker.EmbeddedBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The link on a real broker, while its connection is cut again and again.
class MqttLinkIT {

    @TempDir
    Path folder;

    private final AtomicBoolean subscribed = new AtomicBoolean();

    @Test
    void noPublishWaitsForEverAndTheLinkKeepsItsStrengthThroughTwentyBreaks() throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var heard = new AtomicInteger();
        var answered = new AtomicInteger();
        int said = 0;
        try (var broker = EmbeddedBroker.start("127.0.0.1", port, folder);
                var ear = link(broker, "ear", heard);
                var mouth = link(broker, "mouth", new AtomicInteger())) {
            await().until(() -> subscribed.get() && ear.isConnected() && mouth.isConnected());
            for (int cut = 0; cut < 20; cut++) {
                for (int i = 0; i < 30; i++) {
                    said++;
                    mouth.publish(Outgoing.fact("link/test", new byte[200], 30))
                            .whenComplete((done, failure) -> answered.incrementAndGet());
                    if (i == 10) {
                        mouth.breakFor(Duration.ofMillis(50));
                    }
                }
                await().atMost(Duration.ofSeconds(10)).until(() -> mouth.isConnected() && mouth.hasSentAll());
            }
            int all = said;
            await().until(() -> answered.get() == all);
            int before = heard.get();
            for (int i = 0; i < 500; i++) {
                mouth.publish(Outgoing.fact("link/test", new byte[200], 30)).join();
            }
            await().untilAsserted(() -> assertThat(heard.get()).isGreaterThanOrEqualTo(before + 500));
        }
    }

    @Test
    void aMessageWhoseHandlerFailsIsTriedAgainThenPutAsideAndDoesNotSilenceTheBroker() throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var heard = new AtomicInteger();
        // The first message fails three times and is put aside; the second one is handled when it is tried again.
        var failures = new AtomicInteger(4);
        try (var broker = EmbeddedBroker.start("127.0.0.1", port, folder);
                var ear = link(broker, "ear", heard, failures);
                var mouth = link(broker, "mouth", new AtomicInteger())) {
            // Connected is not subscribed yet: what is said before is for nobody.
            await().until(() -> subscribed.get() && ear.isConnected() && mouth.isConnected());
            for (int i = 0; i < 200; i++) {
                mouth.publish(Outgoing.fact("link/test", new byte[20], 60)).join();
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> heard.get() >= 199);
            assertThat(failures.get()).isZero();
        }
    }

    /// Telemetry that a device sends as a fact must not fill the inbox while the database is away.
    @Test
    void whatMayBeLostComesAsSuchWhateverItWasSentAs() throws Exception {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var qualities = new java.util.concurrent.ConcurrentLinkedQueue<Integer>();
        var link = new MqttLink[1];
        try (var broker = EmbeddedBroker.start("127.0.0.1", port, folder);
                var mouth = link(broker, "mouth", new AtomicInteger())) {
            link[0] = new MqttLink(new LinkOptions(Broker.at(broker.url()), "lossy", null, 60), new LinkHandler() {
                @Override
                public void connected() {
                    link[0].subscribeLossy("link/test");
                    subscribed.set(true);
                }

                @Override
                public void disconnected() {}

                @Override
                public void received(String topic, byte[] payload) {}

                @Override
                public void arrived(String topic, byte[] payload, boolean retained, int qos) {
                    qualities.add(qos);
                }
            });
            link[0].start();
            await().until(() -> subscribed.get() && mouth.isConnected());
            for (int i = 0; i < 20; i++) {
                mouth.publish(Outgoing.fact("link/test", new byte[20], 60)).join();
            }
            await().until(() -> !qualities.isEmpty());
            assertThat(qualities).containsOnly(0);
        } finally {
            link[0].close();
        }
    }

    private MqttLink link(EmbeddedBroker broker, String name, AtomicInteger heard) {
        return link(broker, name, heard, new AtomicInteger());
    }

    private MqttLink link(EmbeddedBroker broker, String name, AtomicInteger heard, AtomicInteger failures) {
        var link = new MqttLink[1];
        link[0] = new MqttLink(new LinkOptions(Broker.at(broker.url()), name, null, 60), new LinkHandler() {
            @Override
            public void connected() {
                if (name.equals("ear")) {
                    link[0].subscribe("link/test");
                    subscribed.set(true);
                }
            }

            @Override
            public void disconnected() {}

            @Override
            public void received(String topic, byte[] payload) {
                if (failures.get() > 0) {
                    failures.decrementAndGet();
                    throw new IllegalStateException("planted");
                }
                heard.incrementAndGet();
            }
        });
        link[0].start();
        return link[0];
    }
}
