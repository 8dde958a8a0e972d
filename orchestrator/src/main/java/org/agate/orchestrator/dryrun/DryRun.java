package org.agate.orchestrator.dryrun;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agate.orchestrator.dryrun.DryRunReport.Plan;
import org.agate.orchestrator.lab.Laboratories;
import org.agate.orchestrator.process.AgateClient;
import org.agate.orchestrator.process.ServerProcess;
import org.agate.sim.clock.SimClock;
import org.agate.sim.journal.LabJournal;
import org.agate.sim.scenario.VirtualLab;
import org.agate.workflows.validation.Finding;

/// Runs a workflow in a server, broker and twin of its own, as fast as virtual time goes: nothing of it reaches
/// any other broker.
public final class DryRun {

    private static final Duration LONGEST_START = Duration.ofSeconds(90);
    private static final Duration LONGEST_RUN = Duration.ofMinutes(60);
    private static final long POLL_MILLIS = 200;
    private static final int MOST_PHOTOGRAPHS = 24;

    private final Plan plan;
    private final Path folder;
    private final InstantSource wall;

    /// @param folder of its own, with the workflow in its subfolder `workflows` unless it is a shipped one
    public DryRun(Plan plan, Path folder, InstantSource wall) {
        this.plan = plan;
        this.folder = folder;
        this.wall = wall;
    }

    /// @param findings that validation had
    /// @throws IllegalStateException when the server does not answer, or the runs do not end
    public DryRunReport run(List<Finding> findings) throws InterruptedException, IOException {
        int httpPort = freePort();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("agate.data", folder.toString());
        settings.put("agate.mqtt.port", String.valueOf(freePort()));
        settings.put("agate.lab.scenario", plan.scenario());
        settings.put("agate.lab.seed", String.valueOf(plan.seed()));
        settings.put("agate.lab.rate", String.valueOf(SimClock.FASTEST));
        // Nobody else works in this laboratory: a busy machine must not become hours of lab time.
        settings.put("agate.lab.patience", "PT60S");
        settings.put("agate.in-flight", String.valueOf(plan.samples()));
        settings.put("quarkus.http.port", String.valueOf(httpPort));
        var client = new AgateClient(httpPort);
        try (var server = ServerProcess.start(settings, folder.resolve("server.log"))) {
            awaitDevices(client, server);
            client.post(
                    "/runs",
                    Map.of(
                            "workflow", plan.workflow(),
                            "params", plan.params(),
                            "samples", plan.samples(),
                            "by", "dry run"));
            var runs = awaitRuns(client, server);
            return report(client, runs, findings);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("No port is free", e);
        }
    }

    private void awaitDevices(AgateClient client, ServerProcess server) throws InterruptedException, IOException {
        int devices = Laboratories.devices(plan.scenario());
        var end = wall.instant().plus(LONGEST_START);
        while (!client.isUp() || !client.commands(devices)) {
            check(server, end, "the devices");
        }
    }

    private Map<String, Integer> awaitRuns(AgateClient client, ServerProcess server)
            throws InterruptedException, IOException {
        var end = wall.instant().plus(LONGEST_RUN);
        while (true) {
            var states = new TreeMap<String, Integer>();
            boolean over = true;
            for (var run : client.get("/runs")) {
                over &= !run.path("ended").isNull();
                states.merge(run.path("state").asText(), 1, Integer::sum);
            }
            if (over) {
                return states;
            }
            check(server, end, "the runs, which are " + states);
        }
    }

    private void check(ServerProcess server, Instant end, String what) throws InterruptedException {
        if (!server.isAlive() || wall.instant().isAfter(end)) {
            throw new IllegalStateException(
                    "Waited in vain for %s.\nMaybe (%s) says why.".formatted(what, folder.resolve("server.log")));
        }
        Thread.sleep(POLL_MILLIS);
    }

    private DryRunReport report(AgateClient client, Map<String, Integer> runs, List<Finding> findings)
            throws InterruptedException, IOException {
        var families = new TreeMap<String, String>();
        client.get("/devices")
                .forEach(device -> families.put(
                        device.path("id").asText(), device.path("family").asText()));
        var version = client.get("/runs").path(0).path("version").asText();
        return DryRunReport.of(
                plan,
                version,
                findings,
                runs,
                LabJournal.read(folder.resolve("lab").resolve(VirtualLab.JOURNAL)),
                families,
                Laboratories.rackPlaces(plan.scenario()),
                photographs(client));
    }

    /// The last photograph of each sample, as its run has it.
    private Map<String, byte[]> photographs(AgateClient client) throws InterruptedException, IOException {
        var photographs = new TreeMap<String, byte[]>();
        for (var run : client.get("/runs")) {
            var hashes = client.get("/runs/" + run.path("id").asText()).path("commands");
            for (var command : hashes) {
                if (command.path("action").asText().equals("capture") && photographs.size() < MOST_PHOTOGRAPHS) {
                    var images = command.path("outcome").path("images");
                    if (!images.isEmpty()) {
                        var last = images.get(images.size() - 1).path("sha256").asText();
                        photographs.put(run.path("sample").asText(), client.file(last));
                    }
                }
            }
        }
        return photographs;
    }
}
