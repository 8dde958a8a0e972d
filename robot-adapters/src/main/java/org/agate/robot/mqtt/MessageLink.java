package org.agate.robot.mqtt;

import java.util.concurrent.CompletableFuture;

/// A connection to a broker that comes back by itself, as its users see it.
public interface MessageLink extends AutoCloseable {

    /// Opens a link; it connects when it is started.
    @FunctionalInterface
    interface Opener {
        MessageLink open(LinkOptions options, LinkHandler handler);
    }

    /// Starts connecting; returns at once, also when the broker is not there yet.
    void start();

    boolean isConnected();

    /// Hands a message to the broker; fails with [LinkDown] when there is no connection.
    CompletableFuture<Void> publish(Outgoing outgoing);

    /// Subscribes with QoS 1; for use in [LinkHandler#connected].
    void subscribe(String... filters);

    /// Subscribes with QoS 0 to what may be lost, whatever QoS it was sent with.
    ///
    /// It is dropped while too much waits, so it keeps no other message waiting.
    void subscribeLossy(String... filters);

    /// Ends the connection in good order: the broker does not publish the will.
    @Override
    void close();
}
