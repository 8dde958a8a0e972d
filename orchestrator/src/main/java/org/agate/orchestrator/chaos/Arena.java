package org.agate.orchestrator.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.agate.orchestrator.lab.Laboratories;
import org.agate.orchestrator.process.AgateClient;
import org.agate.orchestrator.process.ServerProcess;
import org.agate.robot.broker.Broker;
import org.agate.sim.broker.EmbeddedBroker;
import org.agate.sim.broker.MessageFaults;
import org.agate.sim.journal.LabJournal;
import org.agate.sim.journal.Referee;
import org.agate.sim.scenario.VirtualLab;
import org.jspecify.annotations.Nullable;

/// Where disaster strikes: broker and twin in this process, the orchestrator in a child that can be killed.
final class Arena implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final long POLL_MILLIS = 50;

    private final Path folder;
    private final Orders orders;
    private final InstantSource wall;
    private final int mqttPort = freePort();
    private final int httpPort = freePort();
    private final AgateClient client = new AgateClient(httpPort);
    private final @Nullable MessageFaults messageFaults;
    private EmbeddedBroker broker;
    private final VirtualLab lab;
    private final WireTap tap;
    private @Nullable ServerProcess server;
    private @Nullable ServerProcess rival;
    private final Storage storage;
    private Duration wallOffset = Duration.ZERO;
    private Optional<Integer> heapMegabytes = Optional.empty();
    private int outOfMemory;
    private Instant spawned = Instant.EPOCH;

    /// @param messageFaults what the broker does to messages; null for nothing
    Arena(Path folder, Orders orders, InstantSource wall, @Nullable MessageFaults messageFaults) {
        this(folder, orders, wall, messageFaults, Storage.of(Map.of()));
    }

    /// @param storage where the orchestrator keeps its state
    Arena(Path folder, Orders orders, InstantSource wall, @Nullable MessageFaults messageFaults, Storage storage) {
        this.storage = storage;
        this.folder = folder;
        this.orders = orders;
        this.wall = wall;
        this.messageFaults = messageFaults;
        this.broker = startBroker();
        this.tap = new WireTap(Broker.at(url()), wall);
        this.lab = Laboratories.find(orders.scenario(), Optional.empty())
                .start(Broker.at(url()), folder.resolve("lab"), orders.seed(), orders.rate(), wall);
    }

    private EmbeddedBroker startBroker() {
        return EmbeddedBroker.start("127.0.0.1", mqttPort, folder.resolve("broker"), messageFaults);
    }

    private String url() {
        return "tcp://127.0.0.1:" + mqttPort;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("No port is free", e);
        }
    }

    VirtualLab lab() {
        return lab;
    }

    WireTap tap() {
        return tap;
    }

    InstantSource wall() {
        return wall;
    }

    Path data() {
        return folder.resolve("data");
    }

    List<LabJournal.Line> journal() {
        return LabJournal.read(folder.resolve("lab").resolve(VirtualLab.JOURNAL));
    }

    /// Starts the orchestrator; returns at once.
    void startServer() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("agate.data", data().toString());
        settings.put("agate.broker", url());
        settings.put("agate.lab.embedded", "false");
        settings.put("quarkus.http.port", String.valueOf(httpPort));
        settings.put("agate.wall-offset", wallOffset.toString());
        settings.putAll(storage.settings());
        heapMegabytes.ifPresent(megabytes -> settings.put("agate.heap", megabytes + "m"));
        spawned = wall.instant();
        server = ServerProcess.start(settings, folder.resolve("server.log"));
    }

    /// Starts a second orchestrator, with a folder of its own, on the same broker.
    void startRival() {
        if (rival == null) {
            rival = ServerProcess.start(
                    Map.of(
                            "agate.data",
                            folder.resolve("rival").toString(),
                            "agate.broker",
                            url(),
                            "agate.lab.embedded",
                            "false",
                            "quarkus.http.port",
                            "0"),
                    folder.resolve("rival.log"));
        }
    }

    /// Ends it with SIGKILL.
    void killRival() throws InterruptedException {
        if (rival != null) {
            rival.kill();
            rival = null;
        }
    }

    /// How much memory the orchestrator gets from its next start on; empty for enough.
    void setHeap(Optional<Integer> megabytes) {
        heapMegabytes = megabytes;
    }

    /// Lets an orchestrator that has too little memory go on until it ends by itself, or for a while, and starts one
    /// that has enough; does nothing to others.
    void endOutOfMemory(Duration most) throws InterruptedException {
        if (heapMegabytes.isPresent()) {
            outOfMemory += server().ranOutOfMemory(most.toMillis()) ? 1 : 0;
            server().kill();
            setHeap(Optional.empty());
            startServer();
        }
    }

    /// How often its memory ran out.
    int outOfMemory() {
        return outOfMemory;
    }

    /// Where the orchestrator keeps its state.
    Storage storage() {
        return storage;
    }

    /// By how much the wall clock of the orchestrator is off from its next start on.
    void setClock(Duration off) {
        wallOffset = off;
    }

    /// What the broker does to messages.
    MessageFaults messages() {
        return java.util.Objects.requireNonNull(messageFaults, "this broker does nothing to messages");
    }

    /// Waits until the orchestrator answers and may command every device.
    ///
    /// @return the time since it was started
    Duration awaitRecovery() throws InterruptedException {
        return awaitRecovery(spawned);
    }

    /// @param calm since when nothing else has been wrong
    /// @return the time since it was started, or since then
    Duration awaitRecovery(Instant calm) throws InterruptedException {
        await("the orchestrator to command every device", LONGEST_START, this::commandsAll);
        return Duration.between(calm.isAfter(spawned) ? calm : spawned, wall.instant());
    }

    /// A start that its database cuts off ends with the reason, and whoever looks after it starts it again.
    private boolean commandsAll() {
        if (storage.cutter().isPresent() && !server().isAlive()) {
            startServer();
            return false;
        }
        try {
            return client.commands(Laboratories.devices(orders.scenario()));
        } catch (IOException e) {
            throw new Unreachable("/devices", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable("/devices", e);
        }
    }

    /// Ends the orchestrator with SIGKILL.
    ///
    /// @return the instant just before
    Instant killServer() throws InterruptedException {
        var at = wall.instant();
        server().kill();
        return at;
    }

    /// Ends the orchestrator in an orderly way.
    void stopServer() {
        server().close();
    }

    private ServerProcess server() {
        return java.util.Objects.requireNonNull(server, "the orchestrator was not started");
    }

    /// Ends the broker with all that it kept, and starts a fresh one after a pause.
    void replaceBroker(Duration pause) throws InterruptedException {
        broker.close();
        Thread.sleep(pause);
        broker = startBroker();
    }

    /// Orders more runs.
    void order(int samples) {
        post(
                "/runs",
                Map.of("workflow", orders.workflow(), "params", orders.params(), "samples", samples, "by", "chaos"));
    }

    /// All runs, those that wait included.
    JsonNode runs() {
        return get("/runs");
    }

    /// Whether nothing runs and nothing waits.
    boolean isDone() {
        for (var run : runs()) {
            if (run.path("ended").isNull()) {
                return false;
            }
        }
        return true;
    }

    void awaitDone(Duration most) throws InterruptedException {
        await("every run to end", most, this::isDone);
    }

    /// The states of the runs, counted.
    Map<String, Integer> states() {
        return Disaster.states(this);
    }

    /// What must hold after any disaster.
    List<Check> checks(Set<String> ends, int prompts) {
        return Disaster.checks(this, ends, prompts);
    }

    /// How often a device began to move.
    int executions() {
        return Referee.judge(journal()).executions();
    }

    /// Lets the orchestrator write nothing more to any file, as on a full disk; false when this system cannot.
    boolean fillDisk() throws InterruptedException {
        return limit("1:unlimited");
    }

    void freeDisk() throws InterruptedException {
        limit("unlimited:unlimited");
    }

    private boolean limit(String fileSize) throws InterruptedException {
        try {
            var command = List.of("prlimit", "--pid", String.valueOf(server().pid()), "--fsize=" + fileSize);
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            // Not every system has it: the scenario says that it is skipped.
            return false;
        }
    }

    /// The whole event log.
    List<JsonNode> log() {
        var all = new ArrayList<JsonNode>();
        for (var more = get("/events/after/0"); !more.isEmpty(); ) {
            more.forEach(all::add);
            more = get("/events/after/" + all.getLast().path("id").asLong());
        }
        return all;
    }

    JsonNode get(String path) {
        try {
            return client.get(path);
        } catch (IOException e) {
            throw new Unreachable(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable(path, e);
        }
    }

    JsonNode post(String path, Object body) {
        try {
            return client.post(path, body);
        } catch (IOException e) {
            throw new Unreachable(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable(path, e);
        }
    }

    /// The orchestrator does not answer.
    static final class Unreachable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreachable(String path, Exception cause) {
            super("The orchestrator did not answer (%s): %s".formatted(path, cause.getMessage()), cause);
        }
    }

    void await(String what, Duration most, BooleanSupplier condition) throws InterruptedException {
        var end = wall.instant().plus(most);
        while (!holds(condition)) {
            if (wall.instant().isAfter(end)) {
                throw new IllegalStateException("Waited (%d) s in vain for %s.\nMaybe (%s) says why."
                        .formatted(most.toSeconds(), what, folder.resolve("server.log")));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (Unreachable e) {
            return false;
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        if (rival != null) {
            rival.close();
        }
        storage.close();
        tap.close();
        lab.close();
        broker.close();
    }
}
