package org.agate.robot.controller;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.agate.robot.mqtt.LinkDown;
import org.agate.robot.mqtt.LinkHandler;
import org.agate.robot.mqtt.LinkOptions;
import org.agate.robot.mqtt.MessageLink;
import org.agate.robot.mqtt.Outgoing;

/// A broker in this process for one thread: messages wait in their client's queue until the test delivers them.
final class InProcessBroker {

    private final List<Client> clients = new ArrayList<>();
    private final Map<String, byte[]> retained = new LinkedHashMap<>();
    private final List<Outgoing> published = new ArrayList<>();

    /// A message on its way to a client.
    record Message(String topic, byte[] payload, boolean retained) {}

    MessageLink.Opener opener() {
        return (options, handler) -> {
            var client = new Client(options, handler);
            clients.add(client);
            return client;
        };
    }

    /// Everything that was published, in order.
    List<Outgoing> published() {
        return published;
    }

    Map<String, byte[]> retained() {
        return retained;
    }

    void publish(Outgoing outgoing) {
        published.add(outgoing);
        if (outgoing.retained()) {
            if (outgoing.payload().length == 0) {
                retained.remove(outgoing.topic());
            } else {
                retained.put(outgoing.topic(), outgoing.payload());
            }
        }
        for (var client : clients) {
            if (client.isConnected() && client.wants(outgoing.topic())) {
                client.queue.add(new Message(outgoing.topic(), outgoing.payload(), false));
            }
        }
    }

    /// The clients in the order in which they were opened.
    List<Client> clients() {
        return clients;
    }

    /// Delivers all that waits, and what follows from it.
    void deliverAll() {
        for (boolean more = true; more; ) {
            more = false;
            for (var client : List.copyOf(clients)) {
                more |= client.deliverOne();
            }
        }
    }

    /// One client's connection.
    final class Client implements MessageLink {

        private final LinkOptions options;
        private final LinkHandler handler;
        private final List<String> filters = new ArrayList<>();
        private final Deque<Message> queue = new ArrayDeque<>();
        private boolean connected;

        private Client(LinkOptions options, LinkHandler handler) {
            this.options = options;
            this.handler = handler;
        }

        @Override
        public void start() {
            connected = true;
            handler.connected();
        }

        @Override
        public boolean isConnected() {
            return connected;
        }

        @Override
        public CompletableFuture<Void> publish(Outgoing outgoing) {
            if (!connected) {
                return CompletableFuture.failedFuture(new LinkDown("in process", null));
            }
            InProcessBroker.this.publish(outgoing);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void subscribeLossy(String... wanted) {
            subscribe(wanted);
        }

        @Override
        public void subscribe(String... wanted) {
            for (var filter : wanted) {
                filters.add(filter);
                retained.forEach((topic, payload) -> {
                    if (matches(filter, topic)) {
                        queue.add(new Message(topic, payload, true));
                    }
                });
            }
        }

        @Override
        public void close() {
            connected = false;
        }

        boolean deliverOne() {
            var message = connected ? queue.poll() : null;
            if (message == null) {
                return false;
            }
            if (message.retained()) {
                handler.receivedRetained(message.topic(), message.payload());
            } else {
                handler.received(message.topic(), message.payload());
            }
            return true;
        }

        /// The next message expires before it is delivered.
        void loseOne() {
            queue.poll();
        }

        private boolean wants(String topic) {
            return filters.stream().anyMatch(filter -> matches(filter, topic));
        }

        LinkOptions options() {
            return options;
        }
    }

    private static boolean matches(String filter, String topic) {
        return topic.matches(filter.replace("+", "[^/]+"));
    }
}
