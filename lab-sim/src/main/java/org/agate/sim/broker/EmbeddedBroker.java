package org.agate.sim.broker;

import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

/// An MQTT 5 broker in this process, without persistence.
public final class EmbeddedBroker implements AutoCloseable {

    private final EmbeddedHiveMQ broker;
    private final String url;

    private EmbeddedBroker(EmbeddedHiveMQ broker, String url) {
        this.broker = broker;
        this.url = url;
    }

    /// Starts a broker; returns when it takes connections (about 5 s).
    ///
    /// @param host the address it listens on, normally 127.0.0.1
    /// @param folder for its configuration and scratch files
    public static EmbeddedBroker start(String host, int port, Path folder) {
        try {
            var configuration = Files.createDirectories(folder.resolve("conf"));
            Files.createDirectories(folder.resolve("data"));
            Files.createDirectories(folder.resolve("extensions"));
            Files.writeString(configuration.resolve("config.xml"), config(host, port));
            var broker = EmbeddedHiveMQ.builder()
                    .withConfigurationFolder(configuration)
                    .withDataFolder(folder.resolve("data"))
                    .withExtensionsFolder(folder.resolve("extensions"))
                    .withoutLoggingBootstrap()
                    .build();
            broker.start().get();
            return new EmbeddedBroker(broker, "tcp://%s:%d".formatted(host, port));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Broker folder (%s) cannot be written.\nMaybe choose another --data.".formatted(folder), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the broker started", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Broker did not start on port (%d).\nMaybe another program uses it: choose another --mqtt-port."
                            .formatted(port),
                    e.getCause());
        }
    }

    private static String config(String host, int port) {
        return """
                <?xml version="1.0"?>
                <hivemq>
                    <listeners>
                        <tcp-listener><port>%d</port><bind-address>%s</bind-address></tcp-listener>
                    </listeners>
                    <persistence><mode>in-memory</mode></persistence>
                    <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                </hivemq>
                """.formatted(port, host);
    }

    /// Such as `tcp://127.0.0.1:1883`.
    public String url() {
        return url;
    }

    @Override
    public void close() {
        try {
            broker.stop().get();
            broker.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Broker did not stop", e.getCause());
        }
    }
}
