package org.agate.orchestrator.it;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.agate.robot.broker.Broker;
import org.agate.robot.device.DeviceId;
import org.agate.robot.family.DeviceFamily;
import org.agate.robot.mqtt.LinkHandler;
import org.agate.robot.mqtt.LinkOptions;
import org.agate.robot.mqtt.MqttLink;
import org.agate.robot.sdk.DeviceRuntime;
import org.agate.robot.sdk.DeviceSetup;
import org.agate.robot.sdk.FileLedger;
import org.agate.sim.broker.EmbeddedBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Prints what the floor costs: from the end of a step to the next command on the broker with one run and with two
/// hundred in flight, beside a bare round trip and a commit; the same where motions take a while and every run has a
/// device; how long a start takes that finds a thousand runs, and what each costs in memory. Elsewhere the devices move
/// in no time, so that what is measured is the floor.
///
/// Not part of the test run; docs/reference/numbers.md has the command.
class FloorBenchmark {

    private static final int ARMS = Integer.getInteger("agate.bench.arms", 50);
    private static final int MANY = Integer.getInteger("agate.bench.runs", 200);
    private static final int WAITING = Integer.getInteger("agate.bench.waiting", 1_000);
    private static final int BARE = 2_000;
    private static final int MOTION_MILLIS = Integer.getInteger("agate.bench.motion", 500);

    private static final String STEPS = """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: steps
              labels: {agate.org/kind: workflow}
            spec:
              definition:
                title: Steps that take no time
                properties:
                  times: {type: string, default: "20"}
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - loop:
                        id: again
                        simple: "${variable.times}"
                        steps:
                          - step:
                              id: home
                              steps:
                                - to: {uri: "robot:arm", parameters: {action: home}}
            """;
    private static final String WAIT = """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: wait
              labels: {agate.org/kind: workflow}
            spec:
              definition: {title: Wait for a person}
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - step:
                        id: ask
                        steps:
                          - to: {uri: "operator:ask", parameters: {text: "Shall it go on?", choices: "yes,no"}}
            """;

    @TempDir
    Path folder;

    private volatile long motionMillis;
    private final ObjectMapper json = new ObjectMapper();

    /// Hears every command and the end of every command.
    private final class Tap implements LinkHandler, AutoCloseable {

        private final Map<String, String> samples = new ConcurrentHashMap<>();
        private final Map<String, Long> ends = new ConcurrentHashMap<>();
        private final List<Double> millis = new CopyOnWriteArrayList<>();
        private final MqttLink link;
        private volatile long first;
        private volatile long last;
        private volatile int commands;

        Tap(Broker broker) {
            link = new MqttLink(new LinkOptions(broker, "tap", null, 0), this);
            link.start();
        }

        @Override
        public void connected() {
            link.subscribe("sdl/v1/d/+/cmd", "sdl/v1/d/+/event");
        }

        @Override
        public void disconnected() {}

        @Override
        public void received(String topic, byte[] payload) {
            long now = System.nanoTime();
            try {
                var message = json.readTree(payload);
                var id = message.path("commandId").asText();
                if (topic.endsWith("/cmd")) {
                    command(id, message.path("sample").asText(), now);
                } else if (message.path("state").asText().equals("SUCCEEDED")) {
                    ends.put(samples.getOrDefault(id, ""), now);
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        private void command(String id, String sample, long now) {
            samples.put(id, sample);
            first = commands == 0 ? now : first;
            last = now;
            commands++;
            var end = ends.remove(sample);
            if (end != null) {
                millis.add((now - end) / 1e6);
            }
        }

        double perSecond() {
            return (commands - 1) / ((last - first) / 1e9);
        }

        void clear() {
            millis.clear();
            ends.clear();
            commands = 0;
        }

        @Override
        public void close() {
            link.close();
        }
    }

    private DeviceRuntime arm(int number, Broker broker) {
        var id = "arm-%02d".formatted(number);
        var slots = number > 1
                ? List.<String>of()
                : IntStream.rangeClosed(1, Math.max(WAITING, MANY))
                        .mapToObj("rack-%04d"::formatted)
                        .toList();
        var setup = new DeviceSetup(
                new DeviceId(id),
                broker,
                UUID.randomUUID().toString(),
                Clock.systemUTC(),
                Clock.systemUTC(),
                new FileLedger(folder.resolve(id + ".ledger"), Clock.systemUTC()),
                Map::of);
        var runtime = new DeviceRuntime(
                setup, DeviceFamily.ARM.factsheet("x", "y", id, false, slots), Map.of("home", execution -> {
                    Thread.sleep(motionMillis);
                    return Map.of();
                }));
        runtime.start();
        return runtime;
    }

    private LabUnderTest server(String broker, int inFlight) throws IOException {
        return new LabUnderTest(folder)
                .draft("steps", STEPS)
                .draft("wait", WAIT)
                .with("agate.broker", broker)
                .with("agate.lab.embedded", "false")
                .with("agate.in-flight", String.valueOf(inFlight));
    }

    private static void awaitAll(LabUnderTest lab, int runs) {
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> LabUnderTest.count(lab.get("/runs"), "state", "SUCCEEDED") == runs);
    }

    @Test
    void fromTheEndOfAStepToTheNextCommand() throws Exception {
        int port = RunningProcess.freePort();
        var url = "tcp://127.0.0.1:" + port;
        var mosquitto = Mosquitto.find();
        var devices = new ArrayList<DeviceRuntime>();
        try (AutoCloseable broker = mosquitto.isPresent()
                        ? mosquitto.get().start(port, folder)
                        : EmbeddedBroker.start("127.0.0.1", port, folder);
                var tap = new Tap(Broker.at(url));
                var lab = server(url, Math.max(MANY, WAITING))) {
            for (int arm = 1; arm <= ARMS; arm++) {
                devices.add(arm(arm, Broker.at(url)));
            }
            lab.start().awaitDevices(ARMS).publish("steps", "wait");
            System.out.printf("Broker: %s, %d devices%n", mosquitto.isPresent() ? "Mosquitto" : "embedded", ARMS);
            System.out.printf("| what | median ms | 99 %% ms | per s | n |%n|---|---|---|---|---|%n");
            row("bare MQTT round trip + one commit", bare(Broker.at(url)), null);
            lab.post("/runs", "{\"workflow\":\"steps\",\"params\":{\"times\":\"200\"},\"by\":\"bench\"}");
            awaitAll(lab, 1);
            tap.clear();
            lab.post("/runs", "{\"workflow\":\"steps\",\"params\":{\"times\":\"500\"},\"by\":\"bench\"}");
            awaitAll(lab, 2);
            row("step end to next command, 1 run", tap.millis, tap.perSecond());
            tap.clear();
            lab.post(
                    "/runs",
                    "{\"workflow\":\"steps\",\"params\":{\"times\":\"20\"},\"by\":\"bench\",\"samples\":%d}"
                            .formatted(MANY));
            awaitAll(lab, 2 + MANY);
            row("step end to next command, %d runs".formatted(MANY), tap.millis, tap.perSecond());
            tap.clear();
            motionMillis = MOTION_MILLIS;
            lab.post(
                    "/runs",
                    "{\"workflow\":\"steps\",\"params\":{\"times\":\"40\"},\"by\":\"bench\",\"samples\":%d}"
                            .formatted(ARMS));
            awaitAll(lab, 2 + MANY + ARMS);
            row(
                    "step end to next command, %d runs with motions of %.1f s".formatted(ARMS, MOTION_MILLIS / 1e3),
                    tap.millis,
                    tap.perSecond());
            resume(lab);
        } finally {
            devices.forEach(DeviceRuntime::close);
        }
    }

    private void resume(LabUnderTest lab) throws Exception {
        double before = heapMegabytes(lab);
        lab.post("/runs", "{\"workflow\":\"wait\",\"by\":\"bench\",\"samples\":%d}".formatted(WAITING));
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> lab.get("/prompts?open=true").size() == WAITING);
        double after = heapMegabytes(lab);
        lab.kill();
        long start = System.nanoTime();
        lab.start();
        double up = (System.nanoTime() - start) / 1e9;
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> lab.text("/metrics").contains("agate_runs_taken_up_total %d.0".formatted(WAITING)));
        double resumed = (System.nanoTime() - start) / 1e9;
        var prompt = lab.get("/prompts?open=true").get(0);
        lab.post("/prompts/" + prompt.path("id").asText() + "/answer", "{\"answer\":\"yes\",\"by\":\"bench\"}");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> lab.get("/runs/" + prompt.path("run").asText())
                        .path("run")
                        .path("state")
                        .asText()
                        .equals("SUCCEEDED"));
        System.out.printf(
                Locale.ROOT,
                "%n%d runs in flight: the API answers %.1f s after the start, all are taken up after %.1f s; %.0f kB of heap for each%n",
                WAITING,
                up,
                resumed,
                1_000 * (after - before) / WAITING);
    }

    /// After a collection.
    private static double heapMegabytes(LabUnderTest lab) throws Exception {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        for (int i = 0; i < 2; i++) {
            new ProcessBuilder(jcmd, String.valueOf(lab.pid()), "GC.run")
                    .start()
                    .waitFor();
        }
        return lab.text("/metrics")
                        .lines()
                        .filter(line -> line.startsWith("jvm_memory_used_bytes") && line.contains("area=\"heap\""))
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum()
                / 1e6;
    }

    private List<Double> bare(Broker broker) throws Exception {
        var url = "jdbc:h2:file:%s;WRITE_DELAY=0".formatted(folder.resolve("bare"));
        try (var database = DriverManager.getConnection(url, "sa", "")) {
            database.createStatement().execute("create table command (id uuid primary key, action varchar)");
            return Echo.roundTrips(broker, BARE, () -> {
                try (var insert = database.prepareStatement("insert into command values (?, 'home')")) {
                    insert.setObject(1, UUID.randomUUID());
                    insert.executeUpdate();
                }
            });
        }
    }

    private static void row(String name, List<Double> values, @org.jspecify.annotations.Nullable Double perSecond) {
        var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %s | %d |%n",
                name,
                sorted.get(sorted.size() / 2),
                sorted.get((int) (0.99 * (sorted.size() - 1))),
                perSecond == null ? "" : "%.0f".formatted(perSecond),
                sorted.size());
    }
}
