package org.agate.orchestrator.lab;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.Map;
import org.agate.orchestrator.AgateConfig;
import org.agate.orchestrator.campaign.Campaigns;
import org.agate.orchestrator.database.SoleUse;
import org.agate.orchestrator.database.Storage;
import org.agate.orchestrator.device.DeviceBoard;
import org.agate.orchestrator.device.LabFloor;
import org.agate.orchestrator.event.EventLog;
import org.agate.orchestrator.event.Rebuild;
import org.agate.orchestrator.event.Subject;
import org.agate.orchestrator.run.RunDesk;
import org.agate.robot.broker.Broker;
import org.agate.robot.broker.TlsIdentity;
import org.agate.sim.broker.EmbeddedBroker;
import org.agate.sim.scenario.VirtualLab;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Brings everything up in order, and down again.
@ApplicationScoped
class Startup {

    private static final Logger LOG = Logger.getLogger(Startup.class);

    private final AgateConfig config;
    private final DeviceBoard board;
    private final LabFloor floor;
    private final Storage storage;
    private final EventLog log;
    private final Rebuild rebuild;
    private final RunDesk runs;
    private final Campaigns campaigns;
    private final SoleUse sole;
    private final InstantSource wall;
    private final String files;
    private final String host;
    private @Nullable EmbeddedBroker embedded;
    private @Nullable VirtualLab lab;
    private boolean refused;

    Startup(
            AgateConfig config,
            DeviceBoard board,
            LabFloor floor,
            Storage storage,
            EventLog log,
            Rebuild rebuild,
            RunDesk runs,
            Campaigns campaigns,
            SoleUse sole,
            InstantSource wall,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.config = config;
        this.board = board;
        this.floor = floor;
        this.storage = storage;
        this.log = log;
        this.rebuild = rebuild;
        this.runs = runs;
        this.campaigns = campaigns;
        this.sole = sole;
        this.wall = wall;
        this.host = host;
        this.files = "http://%s:%d/api/v1/files".formatted(host.equals("0.0.0.0") ? hostName() : host, port);
    }

    /// Ends a start that must not be one, before anything was started.
    private void refuse(String why) {
        LOG.fatal(why);
        refused = true;
        Quarkus.asyncExit(1);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String server() {
        return "host %s, process %d"
                .formatted(hostName(), ProcessHandle.current().pid());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "127.0.0.1";
        }
    }

    void up(@Observes StartupEvent starting) {
        var url = config.broker()
                .orElseGet(() -> "tcp://%s:%d"
                        .formatted(config.mqtt().host(), config.mqtt().port()));
        if (config.rebuild()) {
            rebuild();
            return;
        }
        if (!isLoopback(host) && config.token().isEmpty()) {
            refuse(("http.token-missing: (%s) can be reached from other machines, and whoever reaches it can move the"
                            + " lab.\nMaybe set AGATE_TOKEN to a long random text, or listen on 127.0.0.1.")
                    .formatted(host));
            return;
        }
        var mixed = LaboratoryKind.mark(config.data(), config.lab().embedded());
        if (mixed.isPresent()) {
            refuse(mixed.get());
            return;
        }
        if (!sole.take()) {
            refuse(("database.in-use: another server uses this database (%s). Nothing was started.\n"
                            + "Maybe stop that one first, or choose another --database.")
                    .formatted(board.lastServer().orElse("unknown")));
            return;
        }
        sole.onLost(() -> {
            LOG.fatal("database.taken: another server has taken this database; nothing is sent from here any more.\n"
                    + "Maybe stop one of the two.");
            board.giveUp("another server on this database");
        });
        storage.onChanged(this::storageChanged);
        boolean cut = log.isCut();
        if (cut) {
            log.append(
                    Subject.none(),
                    "log.cut",
                    "The log ends before its last known entry: an older copy of the database was put in its place, or one"
                            + " that was made while the server ran. Devices may have done what it does not know",
                    Map.of());
        }
        floor.open();
        var broker = new Broker(url, config.tls().map(TlsIdentity::in).orElse(null));
        board.start(broker, files, server(), cut);
        runs.open();
        campaigns.open();
        var laboratory = config.lab().embedded()
                ? Laboratories.find(config.lab().scenario(), config.lab().photos())
                : null;
        // The broker takes 5 s: all links try until it is there.
        if (config.broker().isEmpty()) {
            Thread.ofPlatform()
                    .name("embedded-broker")
                    .start(() -> embedded = EmbeddedBroker.start(
                            config.mqtt().host(),
                            config.mqtt().port(),
                            config.data().resolve("broker"),
                            laboratory == null
                                    ? null
                                    : laboratory
                                            .scenario()
                                            .messageFaults(config.lab().seed())
                                            .orElse(null)));
        }
        if (laboratory != null) {
            lab = laboratory.start(
                    broker,
                    config.data().resolve("lab"),
                    config.lab().seed(),
                    config.lab().rate(),
                    wall,
                    config.lab().patience());
        }
    }

    /// The alarm itself is in the server's log and the health check: while it lasts, nothing can be kept here.
    private void storageChanged(boolean back) {
        if (back) {
            Thread.ofVirtual()
                    .start(() -> log.append(
                            Subject.none(),
                            "storage.back",
                            "Nothing could be recorded for a while, so nothing was begun; now it goes on",
                            Map.of()));
        }
    }

    private void rebuild() {
        var result = rebuild.run();
        var how = result.changed().isEmpty() ? "as before" : "NOT as before: " + result.changed();
        LOG.warnf("All tables were made again from %d entries: %s", result.facts(), how);
        Quarkus.asyncExit(result.changed().isEmpty() ? 0 : 1);
    }

    void down(@Observes ShutdownEvent stopping) {
        if (refused) {
            return;
        }
        runs.close();
        campaigns.close();
        if (lab != null) {
            lab.close();
        }
        board.stop();
        if (embedded != null) {
            embedded.close();
        }
        sole.release();
    }
}
