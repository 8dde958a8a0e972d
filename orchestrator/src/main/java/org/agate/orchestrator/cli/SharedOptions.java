package org.agate.orchestrator.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agate.sim.clock.SimClock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What `demo`, `up` and `lab` have in common.
final class SharedOptions {

    @Option(
            names = "--broker",
            paramLabel = "URL",
            description = "use this broker, such as tcp://127.0.0.1:1883, instead of an embedded one")
    @Nullable
    String broker;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "dashboard and API (default: ${DEFAULT-VALUE})")
    int httpPort = 8080;

    @Option(
            names = "--mqtt-port",
            paramLabel = "PORT",
            defaultValue = "1883",
            description = "embedded broker (default: ${DEFAULT-VALUE})")
    int mqttPort = 1883;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "agate-data",
            description = "where everything is kept (default: ${DEFAULT-VALUE})")
    Path data = Path.of("agate-data");

    @Option(
            names = "--seed",
            defaultValue = "7",
            description = "of the optimizer and of the simulated lab's noise (default: ${DEFAULT-VALUE})")
    long seed = 7;

    @Option(
            names = "--rate",
            defaultValue = "2000",
            description = "lab seconds per second, 1 to 5000 (default: ${DEFAULT-VALUE})")
    double rate = 2000;

    /// Complains about what cannot work, before anything is started.
    void check(boolean needsHttp, boolean needsBroker) {
        if (!(rate >= 1 && rate <= SimClock.FASTEST)) {
            throw new WrongUse(
                    "--rate (%s) is not between 1 and %.0f. Maybe try 2000.".formatted(rate, SimClock.FASTEST));
        }
        if (broker != null && !broker.matches("(tcp|ssl)://[^/:]+:[0-9]+/?")) {
            throw new WrongUse("--broker (%s) is not like tcp://127.0.0.1:1883.".formatted(broker));
        }
        if (needsHttp) {
            free("--http-port", httpPort);
        }
        if (needsBroker && broker == null) {
            free("--mqtt-port", mqttPort);
        }
        if (Files.exists(data) && !Files.isDirectory(data)) {
            throw new WrongUse("--data (%s) is a file, not a folder. Maybe choose another name.".formatted(data));
        }
        DataFolder.check(data);
    }

    private static void free(String flag, int port) {
        if (port < 1 || port > 65_535) {
            throw new WrongUse("%s (%d) is not between 1 and 65535.".formatted(flag, port));
        }
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new WrongUse("port %d is in use by another program. Maybe stop it, or choose another: %s %d"
                    .formatted(port, flag, port + 1));
        }
    }

    /// The broker to talk to: the given one, or the embedded one.
    String brokerUrl() {
        return broker != null ? broker : "tcp://127.0.0.1:" + mqttPort;
    }
}
