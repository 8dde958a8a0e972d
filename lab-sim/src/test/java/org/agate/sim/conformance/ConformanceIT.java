package org.agate.sim.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.agate.robot.broker.Broker;
import org.agate.robot.conformance.ConformanceKit;
import org.agate.robot.conformance.ConformanceKit.RestartSwitch;
import org.agate.robot.conformance.Exercise;
import org.agate.robot.conformance.Finding;
import org.agate.robot.conformance.Finding.Verdict;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.Presence;
import org.agate.robot.mqtt.LinkHandler;
import org.agate.robot.mqtt.LinkOptions;
import org.agate.robot.mqtt.MqttLink;
import org.agate.robot.mqtt.Outgoing;
import org.agate.robot.wire.Site;
import org.agate.robot.wire.Topics;
import org.agate.robot.wire.WireCodec;
import org.agate.sim.broker.EmbeddedBroker;
import org.agate.sim.scenario.ScenarioFile;
import org.agate.sim.scenario.VirtualLab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The kit judges devices of all kinds: the twin's, a raw one, and raw ones with a flaw each. Side by side: the kit
/// mostly waits.
@Execution(ExecutionMode.CONCURRENT)
class ConformanceIT {

    /// Slow enough that an action of some lab seconds can be interrupted.
    private static final double RATE = 10;

    private static EmbeddedBroker broker;
    private static HttpServer files;

    @TempDir
    static Path folder;

    @BeforeAll
    static void startBroker() throws IOException {
        try (var socket = new ServerSocket(0)) {
            int port = socket.getLocalPort();
            socket.close();
            broker = EmbeddedBroker.start("127.0.0.1", port, folder.resolve("broker"));
        }
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
        if (files != null) {
            files.stop(0);
        }
    }

    private static List<Finding> examine(
            String device, Optional<Exercise> lasting, RestartSwitch power, Set<String> only) {
        return examine(device, lasting, Optional.of(power), only);
    }

    private static List<Finding> examine(
            String device, Optional<Exercise> lasting, Optional<RestartSwitch> power, Set<String> only) {
        var options = new ConformanceKit.Options(
                Broker.at(broker.url()),
                new DeviceId(device),
                lasting,
                Optional.empty(),
                power,
                false,
                only,
                Clock.systemUTC());
        try (var kit = new ConformanceKit(options)) {
            return kit.examine(finding -> {});
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    /// Cameras need a controller that takes their images.
    private static void takeFiles() throws IOException, InterruptedException {
        files = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        files.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(201, -1);
            exchange.close();
        });
        files.start();
        var said = new CountDownLatch(1);
        var controller = new Site.Controller(
                "1.0",
                "kit",
                Presence.ONLINE,
                1,
                "http://127.0.0.1:" + files.getAddress().getPort(),
                Instant.now());
        var link = new MqttLink[1];
        link[0] = new MqttLink(new LinkOptions(Broker.at(broker.url()), "files", null, 0), new LinkHandler() {
            @Override
            public void connected() {
                link[0].publish(Outgoing.retained(Topics.usual().controller(), new WireCodec().site(controller)))
                        .whenComplete((done, failure) -> said.countDown());
            }

            @Override
            public void disconnected() {}

            @Override
            public void received(String topic, byte[] payload) {}
        });
        link[0].start();
        said.await();
        link[0].close();
    }

    private static List<String> failed(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.verdict() == Verdict.FAILED)
                .map(finding -> finding.trial() + ": " + finding.why())
                .toList();
    }

    @Test
    void everySimulatedDevicePassesEveryTrialThatItsActionsAllow() throws Exception {
        var scenario = ScenarioFile.find("cspbbr3");
        var settings = new VirtualLab.Settings(
                Broker.at(broker.url()),
                folder.resolve("lab"),
                7,
                RATE,
                Clock.systemUTC(),
                () -> UUID.randomUUID().toString(),
                List.of());
        var failures = new LinkedHashMap<String, List<String>>();
        var held = new LinkedHashMap<String, Long>();
        try (var lab = VirtualLab.start(scenario, settings)) {
            await().until(lab::isOnline);
            takeFiles();
            var findings = new LinkedHashMap<String, CompletableFuture<List<Finding>>>();
            Executor threads = Executors.newVirtualThreadPerTaskExecutor();
            for (var device : scenario.devices().keySet()) {
                findings.put(
                        device,
                        CompletableFuture.supplyAsync(
                                () -> examine(device, Optional.empty(), () -> lab.crash(device), Set.of()), threads));
            }
            findings.forEach((device, found) -> {
                failures.put(device, failed(found.join()));
                held.put(
                        device,
                        found.join().stream()
                                .filter(finding -> finding.verdict() == Verdict.PASSED)
                                .count());
            });
        }
        assertThat(failures)
                .allSatisfy((device, trials) -> assertThat(trials).as(device).isEmpty());
        assertThat(held)
                .allSatisfy((device, trials) -> assertThat(trials).as(device).isGreaterThanOrEqualTo(35));
    }

    @Test
    void aDeviceMadeWithTheDeviceKitPassesEveryTrial() {
        var device = new AtomicReference<>(Stirrer.start(Broker.at(broker.url()), folder));
        try {
            var findings = examine(
                    "stirrer-1",
                    Optional.of(new Exercise("stir", Map.of("duration_s", 20.0, "speed_rpm", 60.0), null)),
                    () -> {
                        device.get().crash();
                        // Longer than the will is delayed.
                        Thread.sleep(5_000);
                        device.set(Stirrer.start(Broker.at(broker.url()), folder));
                    },
                    Set.of());
            assertThat(failed(findings)).isEmpty();
            assertThat(findings)
                    .filteredOn(finding -> finding.verdict() == Verdict.SKIPPED)
                    .extracting(Finding::trial)
                    .containsExactly("site-stop-obeyed", "restart-keeps-zero");
        } finally {
            device.get().close();
        }
    }

    @Test
    void eachFlawIsFoundByItsTrialAndTheFlawlessDevicePasses() {
        var devices = new ArrayList<FlawedDevice>();
        var findings = new EnumMap<Flaw, CompletableFuture<List<Finding>>>(Flaw.class);
        Executor threads = Executors.newVirtualThreadPerTaskExecutor();
        for (var flaw : Flaw.values()) {
            var device = new FlawedDevice(flaw, Broker.at(broker.url()), "flawed");
            devices.add(device);
            findings.put(
                    flaw,
                    CompletableFuture.supplyAsync(
                            () -> examine(
                                    device.id(),
                                    Optional.of(new Exercise("turn", Map.of("seconds", 15.0), null)),
                                    device::restart,
                                    flaw == Flaw.NONE ? Set.of() : Set.of(flaw.trial(), "query-answered")),
                            threads));
        }
        var wrong = new ArrayList<String>();
        findings.forEach((flaw, found) -> {
            var failed = failed(found.join());
            boolean right = flaw == Flaw.NONE
                    ? failed.isEmpty()
                    : failed.size() == 1 && failed.getFirst().startsWith(flaw.trial() + ":");
            if (!right) {
                wrong.add("%s wants (%s), failed are %s".formatted(flaw, flaw.trial(), failed));
            }
        });
        devices.forEach(FlawedDevice::close);
        assertThat(wrong).isEmpty();
    }

    /// One trial kills it; whoever can cut its power holds the others all the same.
    @Test
    void aDeviceThatHangsFailsTheTrialThatMadeItHangAndNoOther() {
        var later = Set.of("garbage-survived", "state-retained", "cancel", "stop-latches");
        try (var device = new FlawedDevice(Flaw.DIES_OF_GARBAGE, Broker.at(broker.url()), "hanging")) {
            var motion = Optional.of(new Exercise("turn", Map.of("seconds", 15.0), null));
            assertThat(failed(examine(device.id(), motion, device::restart, later)))
                    .singleElement()
                    .asString()
                    .startsWith("garbage-survived:");
            var unhelped = examine(device.id(), motion, Optional.empty(), later);
            assertThat(unhelped)
                    .extracting(Finding::verdict)
                    .containsExactlyInAnyOrder(Verdict.PASSED, Verdict.FAILED, Verdict.FAILED, Verdict.SKIPPED);
            assertThat(unhelped.getLast().why()).startsWith("not held: ");
        }
    }
}
