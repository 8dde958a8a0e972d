package org.agate.robot.mqtt;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection attempt and, when it succeeds, the connection: a fresh client each time, since a client that failed
/// keeps state that stops its next attempt.
final class PahoConnection {

    private static final Logger LOG = LoggerFactory.getLogger(PahoConnection.class);
    private static final long TIMEOUT_MILLIS = 5_000;
    private static final int RECEIVE_MAXIMUM = 200;
    private static final int KEEP_ALIVE_SECONDS = 10;
    /// DISCONNECT reason code of MQTT 5.
    private static final int SESSION_TAKEN_OVER = 0x8E;

    private final MqttAsyncClient client;
    private volatile boolean givenUp;

    /// Publishes that the broker has not answered: the client forgets them when it is closed, their owners must not
    /// wait.
    private final Set<CompletableFuture<Void>> unanswered = ConcurrentHashMap.newKeySet();

    /// What the client library reports, on its own threads: nothing here may block or call the client.
    interface Events {
        void lost(PahoConnection connection);

        void takenOver(PahoConnection connection);

        void arrived(PahoConnection connection, String topic, MqttMessage message);
    }

    /// Connects or throws.
    PahoConnection(LinkOptions options, Events events) throws MqttException {
        client = new MqttAsyncClient(options.broker().url(), options.clientId(), new MemoryPersistence());
        client.setManualAcks(true);
        // Before connect: messages that the broker kept arrive at once, and without a callback they would be dropped.
        client.setCallback(new Callback(events));
        try {
            client.connect(connectionOptions(options)).waitForCompletion(TIMEOUT_MILLIS);
        } catch (MqttException e) {
            close();
            throw e;
        }
    }

    private static MqttConnectionOptions connectionOptions(LinkOptions options) {
        var connect = new MqttConnectionOptions();
        connect.setAutomaticReconnect(false);
        connect.setCleanStart(false);
        connect.setSessionExpiryInterval(options.sessionSeconds());
        connect.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        connect.setConnectionTimeout((int) (TIMEOUT_MILLIS / 1000));
        connect.setReceiveMaximum(RECEIVE_MAXIMUM);
        var identity = options.broker().identity();
        connect.setSocketFactory(identity == null ? new NoDelaySocketFactory() : identity.sockets());
        var will = options.will();
        if (will != null) {
            var message = new MqttMessage(will.payload(), 1, will.retained(), null);
            var properties = new MqttProperties();
            properties.setWillDelayInterval(LinkOptions.WILL_DELAY_SECONDS);
            connect.setWill(will.topic(), message);
            connect.setWillMessageProperties(properties);
        }
        return connect;
    }

    CompletableFuture<Void> publish(Outgoing outgoing) throws MqttException {
        var properties = new MqttProperties();
        if (outgoing.expirySeconds() > 0) {
            properties.setMessageExpiryInterval(outgoing.expirySeconds());
        }
        var message = new MqttMessage(outgoing.payload(), outgoing.qos(), outgoing.retained(), properties);
        var done = new CompletableFuture<Void>();
        unanswered.add(done);
        done.whenComplete((sent, failure) -> unanswered.remove(done));
        try {
            send(outgoing.topic(), message, done);
        } catch (MqttException | RuntimeException e) {
            unanswered.remove(done);
            throw e;
        }
        return done;
    }

    private void send(String topic, MqttMessage message, CompletableFuture<Void> done) throws MqttException {
        client.publish(topic, message, null, new MqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                done.complete(null);
            }

            @Override
            public void onFailure(IMqttToken token, Throwable cause) {
                done.completeExceptionally(cause);
            }
        });
    }

    void subscribe(int qos, String... filters) throws MqttException {
        int[] each = new int[filters.length];
        java.util.Arrays.fill(each, qos);
        client.subscribe(filters, each).waitForCompletion(TIMEOUT_MILLIS);
    }

    /// Tells the broker that a message is worked off.
    void acknowledge(MqttMessage message) {
        if (message.getQos() == 0) {
            return;
        }
        try {
            client.messageArrivedComplete(message.getId(), message.getQos());
        } catch (MqttException | NullPointerException e) {
            // A closed client has no callback any more and says so with a null pointer.
            // The connection of that message is gone: the broker delivers it again on the next one.
            LOG.debug("Acknowledgement not sent messageId={}", message.getId(), e);
        }
    }

    boolean isConnected() {
        return client.isConnected();
    }

    /// A message of this connection stays unacknowledged: the broker sends nothing more on it.
    void giveUp() {
        givenUp = true;
    }

    boolean isGivenUp() {
        return givenUp;
    }

    void disconnect() throws MqttException {
        client.disconnect(500).waitForCompletion(1_000);
    }

    void close() {
        try {
            if (client.isConnected()) {
                client.disconnectForcibly(0, 200, false);
            }
            client.close(true);
        } catch (MqttException e) {
            LOG.debug("Client was already closed", e);
        } finally {
            unanswered.forEach(publish ->
                    publish.completeExceptionally(new MqttException(MqttClientException.REASON_CODE_CONNECTION_LOST)));
        }
    }

    private final class Callback implements MqttCallback {

        private final Events events;

        private Callback(Events events) {
            this.events = events;
        }

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            if (response != null && response.getReturnCode() == SESSION_TAKEN_OVER) {
                events.takenOver(PahoConnection.this);
            } else {
                events.lost(PahoConnection.this);
            }
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            events.arrived(PahoConnection.this, topic, message);
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            LOG.warn("MQTT error: {}", exception.getMessage());
        }

        @Override
        public void deliveryComplete(IMqttToken token) {}

        @Override
        public void connectComplete(boolean reconnect, String serverUri) {}

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {}
    }
}
