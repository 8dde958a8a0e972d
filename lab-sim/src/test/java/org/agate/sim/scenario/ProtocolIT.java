package org.agate.sim.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.agate.robot.broker.Broker;
import org.agate.robot.device.Command;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.DeviceState;
import org.agate.robot.device.Instruction;
import org.agate.robot.device.Presence;
import org.agate.robot.device.RejectCode;
import org.agate.robot.family.DeviceFamily;
import org.agate.robot.mqtt.LinkHandler;
import org.agate.robot.mqtt.LinkOptions;
import org.agate.robot.mqtt.MqttLink;
import org.agate.robot.mqtt.Outgoing;
import org.agate.robot.sdk.DeviceRuntime;
import org.agate.robot.sdk.DeviceSetup;
import org.agate.robot.sdk.FileLedger;
import org.agate.robot.sdk.Sensors;
import org.agate.robot.wire.Topics;
import org.agate.robot.wire.Topics.Channel;
import org.agate.robot.wire.WireCodec;
import org.agate.sim.broker.EmbeddedBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A device of the SDK on a real broker, spoken to by hand as an outsider would.
class ProtocolIT {

    private static final DeviceId GRINDER = new DeviceId("grinder-1");
    private static final Map<String, Object> PARAMS = Map.of("force_N", 10, "speed_rpm", 60, "duration_s", 60);

    private static EmbeddedBroker broker;

    @TempDir
    static Path brokerFolder;

    @TempDir
    Path folder;

    private final WireCodec codec = new WireCodec();
    private final Topics topics = Topics.usual();
    private final ConcurrentLinkedQueue<WireCodec.EventMessage> events = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<WireCodec.EventMessage> replies = new ConcurrentLinkedQueue<>();
    private final AtomicInteger motions = new AtomicInteger();
    private final AtomicReference<DeviceState> heardState = new AtomicReference<>();
    private volatile Presence presence = Presence.OFFLINE;
    private volatile CountDownLatch hold = new CountDownLatch(0);
    private DeviceRuntime device;
    private MqttLink controller;
    private String session = "first";

    @BeforeAll
    static void startBroker() throws Exception {
        try (var socket = new ServerSocket(0)) {
            int port = socket.getLocalPort();
            socket.close();
            broker = EmbeddedBroker.start("127.0.0.1", port, brokerFolder);
        }
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void connect() {
        device = start();
        controller = new MqttLink(new LinkOptions(Broker.at(broker.url()), "outsider", null, 0), new Outsider());
        controller.start();
        // A link may need more than one attempt.
        await().atMost(Duration.ofSeconds(30)).until(() -> presence == Presence.ONLINE && heardState.get() != null);
        lease("main", state().lease().epoch() + 1);
    }

    @AfterEach
    void disconnect() {
        hold.countDown();
        controller.close();
        device.close();
    }

    private DeviceRuntime start() {
        var sheet = DeviceFamily.GRINDER.factsheet("x", "y", "z", true, java.util.List.of("mortar"));
        var ledger = new FileLedger(folder.resolve("ledger"), Clock.systemUTC());
        var setup = new DeviceSetup(
                GRINDER,
                Broker.at(broker.url()),
                session,
                Clock.systemUTC(),
                Clock.systemUTC(),
                ledger,
                new LidAndPestle());
        var runtime = new DeviceRuntime(setup, sheet, Map.of("grind", execution -> {
            motions.incrementAndGet();
            while (!hold.await(20, TimeUnit.MILLISECONDS)) {
                execution.checkpoint();
            }
            return Map.of("rotations", 60);
        }));
        runtime.start();
        return runtime;
    }

    private void lease(String holder, long want) {
        say(new Instruction.TakeLease(holder, 30, want, false));
        await().until(() ->
                state().lease().holder().equals(holder) && state().lease().epoch() == want);
    }

    private void say(Instruction instruction) {
        controller.publish(Outgoing.fact(
                topics.of(GRINDER, Channel.INSTANT),
                codec.instant(new WireCodec.InstantMessage("1", instruction)),
                10));
    }

    private Command command(UUID id, Map<String, Object> params, long epoch) {
        return new Command(
                id, "grind", params, epoch, Instant.now(), 30, null, "S-1", topics.reply("main", GRINDER), false);
    }

    private void send(Command command) {
        controller
                .publish(Outgoing.fact(topics.of(GRINDER, Channel.CMD), codec.command(command), 30))
                .join();
    }

    private DeviceState state() {
        return heardState.get();
    }

    private long epoch() {
        return state().lease().epoch();
    }

    private void awaitEvent(UUID id, Class<? extends DeviceEvent> kind) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> events.stream().anyMatch(e -> e.commandId().equals(id) && kind.isInstance(e.event())));
    }

    private void awaitRejection(UUID id, RejectCode code) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> replies.stream()
                        .anyMatch(e -> e.commandId().equals(id)
                                && e.event() instanceof DeviceEvent.Rejected rejected
                                && rejected.code() == code));
    }

    @Test
    void fourCopiesOfOneCommandMoveOnce() {
        var id = UUID.randomUUID();
        for (int i = 0; i < 4; i++) {
            send(command(id, PARAMS, epoch()));
        }
        awaitEvent(id, DeviceEvent.Succeeded.class);
        send(command(id, PARAMS, epoch()));
        await().until(() -> events.stream()
                        .filter(e -> e.event() instanceof DeviceEvent.Succeeded)
                        .count()
                >= 2);
        assertThat(motions).hasValue(1);
    }

    @Test
    void whatMustBeRefusedIsRefusedAndNothingMoves() {
        var reused = UUID.randomUUID();
        send(command(reused, PARAMS, epoch()));
        awaitEvent(reused, DeviceEvent.Succeeded.class);
        send(command(reused, Map.of("force_N", 11, "speed_rpm", 60, "duration_s", 60), epoch()));
        awaitRejection(reused, RejectCode.ID_REUSED);

        var stale = UUID.randomUUID();
        send(command(stale, PARAMS, epoch() - 1));
        awaitRejection(stale, RejectCode.STALE_EPOCH);

        var strong = UUID.randomUUID();
        send(command(strong, Map.of("force_N", 400, "speed_rpm", 60, "duration_s", 60), epoch()));
        awaitRejection(strong, RejectCode.BAD_PARAM);

        var old = UUID.randomUUID();
        var expired = command(old, PARAMS, epoch());
        send(new Command(
                old,
                "grind",
                PARAMS,
                epoch(),
                Instant.now().minusSeconds(100),
                30,
                null,
                "S-1",
                expired.reply(),
                false));
        awaitRejection(old, RejectCode.EXPIRED);

        var unknown = UUID.randomUUID();
        send(new Command(unknown, "fly", Map.of(), epoch(), Instant.now(), 30, null, "S-1", expired.reply(), false));
        awaitRejection(unknown, RejectCode.UNKNOWN_ACTION);
        assertThat(motions).hasValue(1);
    }

    @Test
    void aRefusalIsKeptSoThatALateCopyDoesNotMoveEither() {
        hold = new CountDownLatch(1);
        var running = UUID.randomUUID();
        send(command(running, PARAMS, epoch()));
        awaitEvent(running, DeviceEvent.Running.class);
        var second = UUID.randomUUID();
        var order = command(second, PARAMS, epoch());
        send(order);
        awaitRejection(second, RejectCode.BUSY);
        hold.countDown();
        awaitEvent(running, DeviceEvent.Succeeded.class);
        replies.clear();
        send(order);
        awaitRejection(second, RejectCode.BUSY);
        assertThat(motions).hasValue(1);
    }

    @Test
    void garbageIsSurvived() {
        for (var rubbish : new String[] {"", "not json", "{\"v\":\"1.0\",\"commandId\":7}", "[]"}) {
            controller
                    .publish(Outgoing.fact(topics.of(GRINDER, Channel.CMD), rubbish.getBytes(UTF_8), 30))
                    .join();
            controller
                    .publish(Outgoing.fact(topics.of(GRINDER, Channel.INSTANT), rubbish.getBytes(UTF_8), 30))
                    .join();
        }
        var id = UUID.randomUUID();
        send(command(id, PARAMS, epoch()));
        awaitEvent(id, DeviceEvent.Succeeded.class);
    }

    @Test
    void anotherHolderDoesNotGetTheLeaseUnlessItForces() {
        long mine = epoch();
        say(new Instruction.TakeLease("thief", 30, mine + 5, false));
        say(new Instruction.Query(null));
        await().during(Duration.ofMillis(300))
                .until(() -> state().lease().holder().equals("main"));
        say(new Instruction.TakeLease("person", 30, mine + 5, true));
        await().until(() -> state().lease().holder().equals("person"));
        var id = UUID.randomUUID();
        send(command(id, PARAMS, mine));
        awaitRejection(id, RejectCode.STALE_EPOCH);
    }

    @Test
    void cancelPauseAndResumeDoWhatTheySay() {
        hold = new CountDownLatch(1);
        var id = UUID.randomUUID();
        send(command(id, PARAMS, epoch()));
        awaitEvent(id, DeviceEvent.Running.class);
        say(new Instruction.Pause(id));
        awaitEvent(id, DeviceEvent.Paused.class);
        say(new Instruction.Resume(id, epoch()));
        say(new Instruction.Cancel(id, epoch()));
        awaitEvent(id, DeviceEvent.Canceled.class);
    }

    @Test
    void aStopAbortsLatchesAndIsLeftByClearAlone() {
        hold = new CountDownLatch(1);
        var id = UUID.randomUUID();
        long before = epoch();
        send(command(id, PARAMS, before));
        awaitEvent(id, DeviceEvent.Running.class);
        say(new Instruction.Stop("test", "because"));
        awaitEvent(id, DeviceEvent.Aborted.class);
        var refused = UUID.randomUUID();
        send(command(refused, PARAMS, before));
        awaitRejection(refused, RejectCode.STOPPED);
        say(new Instruction.Clear("test"));
        await().until(() -> !state().stop());
        var queued = UUID.randomUUID();
        send(command(queued, PARAMS, before));
        awaitRejection(queued, RejectCode.STALE_EPOCH);
    }

    @Test
    void afterARestartTheRunningActionIsInterruptedAndTheLeaseIsGone() {
        hold = new CountDownLatch(1);
        var id = UUID.randomUUID();
        long before = epoch();
        send(command(id, PARAMS, before));
        awaitEvent(id, DeviceEvent.Running.class);
        device.close();
        await().until(() -> presence == Presence.OFFLINE);
        session = "second";
        device = start();
        await().until(() -> state().recent().stream()
                .anyMatch(report -> report.commandId().equals(id)
                        && report.event() instanceof DeviceEvent.Interrupted interrupted
                        && Boolean.TRUE.equals(interrupted.started())));
        var next = UUID.randomUUID();
        send(command(next, PARAMS, before));
        awaitRejection(next, RejectCode.NO_LEASE);
        assertThat(motions).hasValue(1);
    }

    private static final class LidAndPestle implements Sensors {

        @Override
        public Map<String, String> slots() {
            return Map.of();
        }

        @Override
        public Map<String, Object> interlocks() {
            return Map.of("LID_CLOSED", true, "TOOL", "pestle");
        }
    }

    /// Hears what the device says.
    private final class Outsider implements LinkHandler {

        @Override
        public void connected() {
            controller.subscribe(
                    topics.all(Channel.CONNECTION),
                    topics.all(Channel.STATE),
                    topics.all(Channel.EVENT),
                    "sdl/v1/c/main/reply/+");
        }

        @Override
        public void disconnected() {}

        @Override
        public void received(String topic, byte[] payload) {
            if (topic.endsWith("/connection")) {
                presence = codec.readConnection(payload).body();
            } else if (topic.endsWith("/state")) {
                heardState.set(codec.readState(payload).body());
            } else if (topic.endsWith("/event")) {
                events.add(codec.readEvent(payload).body());
            } else {
                replies.add(codec.readEvent(payload).body());
            }
        }
    }
}
