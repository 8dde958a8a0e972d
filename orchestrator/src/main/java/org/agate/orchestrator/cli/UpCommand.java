package org.agate.orchestrator.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.agate.orchestrator.lab.Laboratories;
import org.agate.orchestrator.lab.LaboratoryKind;
import org.agate.orchestrator.process.ServerProcess;
import org.agate.robot.broker.TlsIdentity;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `agate up`.
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description =
                "Run the server with the embedded broker and simulated lab, until Ctrl-C. With --broker no lab is started,"
                        + " and the data are in agate-site-data unless --data says otherwise.")
final class UpCommand implements Callable<Integer> {

    private static final int SHORTEST_TOKEN = 16;
    private static final String SITE_DATA = "agate-site-data";

    @Mixin
    private SharedOptions shared = new SharedOptions();

    @Option(
            names = "--scenario",
            defaultValue = "cspbbr3",
            description = "a shipped one or a YAML file (default: ${DEFAULT-VALUE})")
    private String scenario = "cspbbr3";

    @Option(
            names = "--photos",
            paramLabel = "DIR",
            description = "labelled photographs, for a scenario whose camera shows some")
    private @Nullable Path photos;

    @Option(
            names = "--http-host",
            defaultValue = "127.0.0.1",
            description = "listen here (default: ${DEFAULT-VALUE}); on another address than this machine's own every"
                    + " request needs the token in AGATE_TOKEN")
    private String httpHost = "127.0.0.1";

    @Option(
            names = "--tls",
            paramLabel = "DIR",
            description = "for an ssl:// broker: folder with client.p12, authority.crt and password")
    private @Nullable Path tls;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        if (shared.broker != null && !spec.commandLine().getParseResult().hasMatchedOption("--data")) {
            // Never the simulated laboratory's folder by mistake.
            shared.data = Path.of(SITE_DATA);
        }
        shared.check(true, true);
        LaboratoryKind.complaint(shared.data, shared.broker == null).ifPresent(complaint -> {
            throw new WrongUse(complaint);
        });
        if (shared.broker == null) {
            // Read now, so that an unusable folder is told before anything starts.
            Laboratories.find(scenario, Optional.ofNullable(photos));
        }
        var settings = settings(shared, scenario, photos, shared.data, shared.broker == null);
        requireToken(httpHost);
        settings.put("quarkus.http.host", httpHost);
        if (tls != null) {
            // Read now, so that an unusable certificate is told before anything starts.
            TlsIdentity.in(tls).sockets();
            settings.put("agate.tls", tls.toAbsolutePath().toString());
        }
        settings.putAll(database.settings());
        System.out.printf("Dashboard: http://127.0.0.1:%d/   (Ctrl-C ends)%n", shared.httpPort);
        try (var server = ServerProcess.start(settings, Path.of(""))) {
            return server.await();
        }
    }

    /// Whoever reaches the server can move the laboratory. The token is read by the server from its environment: what
    /// is on a command line, everybody can read.
    private static void requireToken(String host) {
        try {
            boolean here = InetAddress.getByName(host).isLoopbackAddress();
            if (!here && System.getenv().getOrDefault("AGATE_TOKEN", "").length() < SHORTEST_TOKEN) {
                throw new WrongUse("--http-host (%s) can be reached from other machines. Maybe set AGATE_TOKEN to a"
                                .formatted(host)
                        + " random text of at least %d characters.".formatted(SHORTEST_TOKEN));
            }
        } catch (UnknownHostException e) {
            throw new WrongUse("--http-host (%s) is no address of this machine.".formatted(host));
        }
    }

    /// The server's system properties for the shared options.
    static Map<String, String> settings(
            SharedOptions shared, String scenario, @Nullable Path photos, Path data, boolean embeddedLab) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("agate.data", data.toAbsolutePath().toString());
        settings.put("quarkus.http.port", String.valueOf(shared.httpPort));
        settings.put("agate.mqtt.port", String.valueOf(shared.mqttPort));
        settings.put("agate.lab.embedded", String.valueOf(embeddedLab));
        settings.put("agate.lab.scenario", scenario);
        settings.put("agate.lab.seed", String.valueOf(shared.seed));
        settings.put("agate.lab.rate", String.valueOf(shared.rate));
        if (photos != null) {
            settings.put("agate.lab.photos", photos.toAbsolutePath().toString());
        }
        if (shared.broker != null) {
            settings.put("agate.broker", shared.broker);
        }
        return settings;
    }
}
