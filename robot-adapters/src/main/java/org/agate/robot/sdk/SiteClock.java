package org.agate.robot.sdk;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.agate.robot.broker.Broker;
import org.agate.robot.device.ContractBroken;
import org.agate.robot.mqtt.LinkHandler;
import org.agate.robot.mqtt.LinkOptions;
import org.agate.robot.mqtt.MqttLink;
import org.agate.robot.mqtt.Outgoing;
import org.agate.robot.wire.Site;
import org.agate.robot.wire.Topics;
import org.agate.robot.wire.WireCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A simulator's clock on the wire, and who has worked off its ticks. Thread-safe.
public final class SiteClock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SiteClock.class);

    private final Topics topics = Topics.usual();
    private final WireCodec codec = new WireCodec();
    private final MqttLink link;
    private final Map<String, Long> done = new HashMap<>();

    public SiteClock(Broker broker) {
        link = new MqttLink(new LinkOptions(broker, "lab-clock", null, 0), new Acknowledgements());
    }

    public void start() {
        link.start();
    }

    /// Publishes the time, retained; dropped while the broker is away, since the next one follows.
    public void publish(Site.Clock clock) {
        if (link.isConnected()) {
            link.publish(Outgoing.retained(topics.clock(), codec.site(clock)));
        }
    }

    /// Waits until everyone who has ever worked off a tick has worked off this one.
    ///
    /// Who does not in time is not waited for again until it is heard of.
    ///
    /// @return whether all did
    public synchronized boolean awaitDone(long tick, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (done.values().stream().anyMatch(last -> last < tick)) {
            long left = end - System.nanoTime();
            if (left <= 0 || !link.isConnected()) {
                done.values().removeIf(last -> last < tick);
                return false;
            }
            wait(Math.max(1, left / 1_000_000));
        }
        return true;
    }

    /// Does not wait for a participant that is known to be gone, until it is heard of again.
    public synchronized void forget(String participant) {
        done.remove(participant);
        notifyAll();
    }

    @Override
    public void close() {
        link.close();
    }

    private synchronized void hear(Site.TickDone message) {
        done.merge(message.id(), message.tick(), Math::max);
        notifyAll();
    }

    private final class Acknowledgements implements LinkHandler {

        @Override
        public void connected() {
            link.subscribe(topics.tickDone("+"));
        }

        @Override
        public void disconnected() {
            synchronized (SiteClock.this) {
                done.clear();
                SiteClock.this.notifyAll();
            }
        }

        @Override
        public void received(String topic, byte[] payload) {
            try {
                hear(codec.readSite(payload, Site.TickDone.class));
            } catch (ContractBroken e) {
                LOG.warn("Message ignored topic={} {}", topic, e.getMessage());
            }
        }
    }
}
