package org.agate.sim.broker;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

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
        return start(host, port, folder, null);
    }

    /// Starts a broker between whose clients messages get lost.
    ///
    /// @param faults what happens to messages; null for nothing
    public static EmbeddedBroker start(String host, int port, Path folder, @Nullable MessageFaults faults) {
        try {
            var configuration = Files.createDirectories(folder.resolve("conf"));
            Files.createDirectories(folder.resolve("data"));
            Files.createDirectories(folder.resolve("extensions"));
            Files.writeString(configuration.resolve("config.xml"), config(host, port));
            var builder = EmbeddedHiveMQ.builder()
                    .withConfigurationFolder(configuration)
                    .withDataFolder(folder.resolve("data"))
                    .withExtensionsFolder(folder.resolve("extensions"))
                    .withoutLoggingBootstrap();
            if (faults != null) {
                builder.withEmbeddedExtension(extension(faults));
            }
            var broker = builder.build();
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

    private static EmbeddedExtension extension(MessageFaults faults) {
        return EmbeddedExtension.builder()
                .withId("message-faults")
                .withName("Message faults")
                .withVersion("1")
                .withAuthor("Agate")
                .withExtensionMain(new ExtensionMain() {
                    @Override
                    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
                        Services.initializerRegistry()
                                .setClientInitializer(
                                        (client, context) -> context.addPublishInboundInterceptor(faults));
                    }

                    @Override
                    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
                        faults.close();
                    }
                })
                .build();
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
