package org.agate.robot.conformance;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.agate.robot.broker.Broker;
import org.agate.robot.mqtt.LinkDown;
import org.agate.robot.mqtt.LinkHandler;
import org.agate.robot.mqtt.LinkOptions;
import org.agate.robot.mqtt.MqttLink;
import org.agate.robot.mqtt.Outgoing;

/// The kit's ear and mouth: hears every message on some topics, remembers all, and waits for what is expected.
///
/// Thread-safe.
final class Probe implements AutoCloseable {

    private final Broker broker;
    private final InstantSource wall;
    private final MqttLink link;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final List<Heard> heard = new ArrayList<>();
    private boolean connected;

    /// Connects and listens.
    ///
    /// @throws LinkDown when the broker does not answer within 10 s
    Probe(Broker broker, String clientId, InstantSource wall, String... filters) throws InterruptedException {
        this.broker = broker;
        this.wall = wall;
        this.link = new MqttLink(new LinkOptions(broker, clientId, null, 0), new LinkHandler() {
            @Override
            public void connected() {
                link().subscribe(filters);
                note(() -> connected = true);
            }

            @Override
            public void disconnected() {
                note(() -> connected = false);
            }

            @Override
            public void received(String topic, byte[] payload) {
                arrived(topic, payload, false, 1);
            }

            @Override
            public void arrived(String topic, byte[] payload, boolean retained, int qos) {
                note(() -> heard.add(new Heard(wall.instant(), topic, payload, retained, qos)));
            }
        });
        link.start();
        if (await(() -> connected ? Optional.of(true) : Optional.empty(), Duration.ofSeconds(10))
                .isEmpty()) {
            link.close();
            throw new LinkDown(broker.url(), null);
        }
    }

    private MqttLink link() {
        return link;
    }

    private void note(Runnable change) {
        lock.lock();
        try {
            change.run();
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void say(String topic, byte[] payload, long expirySeconds) {
        try {
            link.publish(Outgoing.fact(topic, payload, expirySeconds)).join();
        } catch (CompletionException e) {
            throw new Unmet("the broker took no message: " + e.getCause());
        }
    }

    void sayRetained(String topic, byte[] payload) {
        link.publish(Outgoing.retained(topic, payload)).join();
    }

    /// How many messages were heard so far: a mark for [#since].
    int mark() {
        lock.lock();
        try {
            return heard.size();
        } finally {
            lock.unlock();
        }
    }

    List<Heard> since(int mark) {
        lock.lock();
        try {
            return List.copyOf(heard.subList(mark, heard.size()));
        } finally {
            lock.unlock();
        }
    }

    /// Looks again at each message until there is an answer; empty when there is none in time.
    <T> Optional<T> await(Supplier<Optional<T>> look, Duration longest) throws InterruptedException {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (true) {
                var found = look.get();
                if (found.isPresent() || left <= 0) {
                    return found;
                }
                left = news.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    Broker broker() {
        return broker;
    }

    InstantSource wall() {
        return wall;
    }

    @Override
    public void close() {
        link.close();
    }
}
