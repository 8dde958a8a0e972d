package org.agate.orchestrator.it;

import static org.awaitility.Awaitility.await;

import java.io.FileOutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.agate.robot.broker.Broker;
import org.agate.robot.controller.ControllerLink;
import org.agate.robot.controller.ControllerListener;
import org.agate.robot.controller.ControllerSetup;
import org.agate.robot.controller.DeviceView;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.Telemetry;
import org.agate.robot.family.DeviceFamily;
import org.agate.robot.mqtt.LinkHandler;
import org.agate.robot.mqtt.LinkOptions;
import org.agate.robot.mqtt.MqttLink;
import org.agate.robot.mqtt.Outgoing;
import org.agate.robot.sdk.ActionHandler;
import org.agate.robot.sdk.DeviceRuntime;
import org.agate.robot.sdk.DeviceSetup;
import org.agate.robot.sdk.FileLedger;
import org.agate.robot.wire.Site;
import org.agate.sim.broker.EmbeddedBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Prints what the protocol costs beside bare MQTT on the same broker and disk, how it bears fifty devices that measure
/// ten times a second, and a burst of ten thousand messages.
///
/// Not part of the test run; docs/reference/numbers.md has the command.
class WireBenchmark {

    private static final int ROUNDS = 1_500;
    private static final int WARM_UP = 300;
    private static final int MANY = 50;
    private static final int SECONDS = 30;
    private static final int BURST = 10_000;

    @TempDir
    static Path folder;

    private static AutoCloseable running;
    private static Broker broker;

    @BeforeAll
    static void start() throws Exception {
        int port = RunningProcess.freePort();
        var mosquitto = Mosquitto.find();
        running = mosquitto.isPresent()
                ? mosquitto.get().start(port, folder)
                : EmbeddedBroker.start("127.0.0.1", port, folder);
        broker = Broker.at("tcp://127.0.0.1:" + port);
        System.out.println("Broker: " + (mosquitto.isPresent() ? "Mosquitto" : "embedded HiveMQ"));
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    /// The commit that comes before a command is sent.
    private static final class Outbox implements AutoCloseable {

        private final Connection database;

        Outbox(String name) throws SQLException {
            database = DriverManager.getConnection(
                    "jdbc:h2:file:%s;WRITE_DELAY=0".formatted(folder.resolve(name)), "sa", "");
            database.createStatement()
                    .execute("create table command (id uuid primary key, action varchar, epoch bigint)");
        }

        void commit(UUID id) throws SQLException {
            try (var insert = database.prepareStatement("insert into command values (?, 'tare', 1)")) {
                insert.setObject(1, id);
                insert.executeUpdate();
            }
        }

        @Override
        public void close() throws SQLException {
            database.close();
        }
    }

    /// A link that hands what it hears to a queue.
    private static MqttLink ear(String name, BlockingQueue<String> heard, String... filters)
            throws InterruptedException {
        var connected = new CountDownLatch(1);
        var link = new MqttLink[1];
        link[0] = new MqttLink(new LinkOptions(broker, name, null, 0), new LinkHandler() {
            @Override
            public void connected() {
                link[0].subscribe(filters);
                connected.countDown();
            }

            @Override
            public void disconnected() {}

            @Override
            public void received(String topic, byte[] payload) {
                heard.add(topic);
            }
        });
        link[0].start();
        connected.await();
        return link[0];
    }

    private static DeviceRuntime device(String id, Map<String, ActionHandler> handlers) {
        var ledger = new FileLedger(folder.resolve(id + ".ledger"), Clock.systemUTC());
        var setup = new DeviceSetup(
                new DeviceId(id),
                broker,
                UUID.randomUUID().toString(),
                Clock.systemUTC(),
                Clock.systemUTC(),
                ledger,
                Map::of);
        var runtime = new DeviceRuntime(
                setup, DeviceFamily.DOSER.factsheet("x", "y", id, false, List.of("balance")), handlers);
        runtime.start();
        return runtime;
    }

    /// The controller's end, with a future for the first answer and one for the end of each command.
    private static final class Desk implements ControllerListener, AutoCloseable {

        private final Map<UUID, CompletableFuture<Void>> accepted = new ConcurrentHashMap<>();
        private final Map<UUID, CompletableFuture<DeviceEvent>> ended = new ConcurrentHashMap<>();
        private final Map<DeviceId, DeviceView> views = new ConcurrentHashMap<>();
        private final AtomicInteger samples = new AtomicInteger();
        private final ControllerLink link;

        Desk() {
            link = new ControllerLink(
                    new ControllerSetup("bench", "bench", broker, "", 1, Clock.systemUTC(), Clock.systemUTC()), this);
            link.start();
        }

        void awaitReady(String device) {
            await().pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> {
                        var view = views.get(new DeviceId(device));
                        return view != null && view.ready();
                    });
        }

        /// Milliseconds from before the commit to ACCEPTED.
        double order(String device, Outbox outbox) throws Exception {
            var id = UUID.randomUUID();
            accepted.put(id, new CompletableFuture<>());
            ended.put(id, new CompletableFuture<>());
            long start = System.nanoTime();
            outbox.commit(id);
            link.post(new DeviceId(device), id, "tare", Map.of(), "S-1");
            accepted.get(id).get(30, TimeUnit.SECONDS);
            double millis = (System.nanoTime() - start) / 1e6;
            ended.get(id).get(30, TimeUnit.SECONDS);
            return millis;
        }

        @Override
        public void changed(DeviceView device) {
            views.put(device.device(), device);
        }

        @Override
        public void reported(DeviceId device, UUID commandId, DeviceEvent event) {
            var first = accepted.get(commandId);
            if (first != null && !(event instanceof DeviceEvent.Rejected)) {
                first.complete(null);
            }
            var end = ended.get(commandId);
            if (end != null && event.terminal()) {
                end.complete(event);
            }
        }

        @Override
        public void unknown(DeviceId device, UUID commandId) {}

        @Override
        public void clock(Site.Clock clock) {}

        @Override
        public void measured(DeviceId device, Telemetry batch) {
            samples.addAndGet(batch.samples().size());
        }

        @Override
        public void close() {
            link.close();
        }
    }

    private static double quantile(List<Double> values, double share) {
        var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get((int) (share * (sorted.size() - 1)));
    }

    /// One echo on the same broker, one commit and one synced write on the same disk.
    private static double bare(MqttLink asker, BlockingQueue<String> answers, Outbox outbox, FileOutputStream file)
            throws Exception {
        long start = System.nanoTime();
        outbox.commit(UUID.randomUUID());
        asker.publish(Outgoing.fact("bench/ask", new byte[400], 30));
        file.write(new byte[500]);
        file.getFD().sync();
        answers.poll(30, TimeUnit.SECONDS);
        return (System.nanoTime() - start) / 1e6;
    }

    @Test
    void commandToAcceptedBesideBareMqtt() throws Exception {
        var answers = new ArrayBlockingQueue<String>(10);
        var asked = new ArrayBlockingQueue<String>(10);
        try (var desk = new Desk();
                var device = device("bench-1", Map.of("tare", execution -> Map.of("zero_mg", 0.0)));
                var bareOutbox = new Outbox("bare");
                var outbox = new Outbox("command");
                var file = new FileOutputStream(folder.resolve("bare.bin").toFile(), true);
                var echo = ear("bench-echo", asked, "bench/ask");
                var asker = ear("bench-asker", answers, "bench/answer")) {
            var echoing = Thread.ofPlatform().daemon().start(() -> {
                try {
                    while (true) {
                        asked.take();
                        echo.publish(Outgoing.fact("bench/answer", new byte[400], 30));
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            desk.awaitReady("bench-1");
            var bare = new ArrayList<Double>();
            var command = new ArrayList<Double>();
            for (int i = 0; i < ROUNDS; i++) {
                double one = bare(asker, answers, bareOutbox, file);
                desk.awaitReady("bench-1");
                double other = desk.order("bench-1", outbox);
                if (i >= WARM_UP) {
                    bare.add(one);
                    command.add(other);
                }
            }
            echoing.interrupt();
            System.out.printf("%n| what | median ms | 99 %% ms | n |%n|---|---|---|---|%n");
            System.out.printf(
                    "| bare request and reply + one commit + one fsync | %.2f | %.2f | %d |%n",
                    quantile(bare, 0.5), quantile(bare, 0.99), bare.size());
            System.out.printf(
                    "| commit, command, durable ACCEPTED | %.2f | %.2f | %d |%n",
                    quantile(command, 0.5), quantile(command, 0.99), command.size());
            System.out.printf(
                    "| ratio | %.2f | %.2f | |%n",
                    quantile(command, 0.5) / quantile(bare, 0.5), quantile(command, 0.99) / quantile(bare, 0.99));
        }
    }

    @Test
    void fiftyDevicesThatMeasureTenTimesASecond() throws Exception {
        var runtimes = new ArrayList<DeviceRuntime>();
        var going = new CountDownLatch(1);
        var sent = new AtomicInteger();
        try (var desk = new Desk();
                var outbox = new Outbox("many")) {
            for (int i = 1; i <= MANY; i++) {
                runtimes.add(device(
                        "many-" + i,
                        Map.of(
                                "weigh",
                                execution -> measure(execution, going, sent),
                                "tare",
                                execution -> Map.of("zero_mg", 0.0))));
            }
            for (int i = 1; i <= MANY; i++) {
                desk.awaitReady("many-" + i);
            }
            // Half of the devices measure while the others are commanded.
            var measuring = new ArrayList<UUID>();
            for (int i = 1; i <= MANY; i += 2) {
                var id = UUID.randomUUID();
                desk.ended.put(id, new CompletableFuture<>());
                desk.link.post(new DeviceId("many-" + i), id, "weigh", Map.of(), "S-1");
                measuring.add(id);
            }
            var millis = new ArrayList<Double>();
            long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
            while (System.nanoTime() < end) {
                for (int i = 2; i <= MANY; i += 2) {
                    desk.awaitReady("many-" + i);
                    millis.add(desk.order("many-" + i, outbox));
                }
            }
            going.countDown();
            int lost = 0;
            for (var id : measuring) {
                lost += desk.ended.get(id).get(30, TimeUnit.SECONDS) instanceof DeviceEvent.Succeeded ? 0 : 1;
            }
            System.out.printf(
                    "%n%d devices, %d of them measuring twenty times a second for %d s: %d samples sent, %d heard; %d commands between, %d facts lost; command to ACCEPTED median %.2f ms, 99 %% %.2f ms%n",
                    MANY,
                    MANY / 2,
                    SECONDS,
                    sent.get(),
                    desk.samples.get(),
                    millis.size(),
                    lost,
                    quantile(millis, 0.5),
                    quantile(millis, 0.99));
        } finally {
            runtimes.forEach(DeviceRuntime::close);
        }
    }

    /// As many samples from half of the devices as ten a second from all of them.
    private static Map<String, Object> measure(
            org.agate.robot.sdk.Execution execution, CountDownLatch going, AtomicInteger sent)
            throws InterruptedException {
        while (!going.await(50, TimeUnit.MILLISECONDS)) {
            execution.measured(
                    new Telemetry(List.of(new Telemetry.Sample(Clock.systemUTC().instant(), Map.of("mass_mg", 1.5)))));
            sent.incrementAndGet();
        }
        return Map.of("net_mg", 1.0, "sd_mg", 0.1, "stable", true);
    }

    @Test
    void tenThousandMessagesAtOnce() throws Exception {
        var heard = new ArrayBlockingQueue<String>(BURST);
        var failed = new AtomicInteger();
        try (var ear = ear("burst-ear", heard, "bench/burst");
                var mouth = ear("burst-mouth", new ArrayBlockingQueue<>(1), "bench/none")) {
            long start = System.nanoTime();
            for (int i = 0; i < BURST; i++) {
                mouth.publish(Outgoing.fact("bench/burst", new byte[200], 60)).exceptionally(e -> {
                    failed.incrementAndGet();
                    return null;
                });
            }
            await().atMost(Duration.ofMinutes(1)).until(() -> heard.size() + failed.get() >= BURST);
            System.out.printf(
                    "%nBurst of %d messages, QoS 1: %d heard, %d failed, %.2f s%n",
                    BURST, heard.size(), failed.get(), (System.nanoTime() - start) / 1e9);
        }
    }
}
