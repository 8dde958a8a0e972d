package org.agate.robot.sdk;

import org.agate.robot.mqtt.LinkHandler;
import org.agate.robot.mqtt.LinkOptions;
import org.agate.robot.mqtt.MqttLink;
import org.agate.robot.mqtt.Outgoing;
import org.agate.robot.wire.Site;
import org.agate.robot.wire.Topics;
import org.agate.robot.wire.WireCodec;

/// A simulator's clock on the wire. Thread-safe.
public final class SiteClock implements AutoCloseable {

    private final Topics topics = Topics.usual();
    private final WireCodec codec = new WireCodec();
    private final MqttLink link;

    public SiteClock(String broker) {
        link = new MqttLink(new LinkOptions(broker, "lab-clock", null, 0), new LinkHandler() {
            @Override
            public void connected() {}

            @Override
            public void disconnected() {}

            @Override
            public void received(String topic, byte[] payload) {}
        });
    }

    public void start() {
        link.start();
    }

    /// Publishes the time, retained; dropped while the broker is away, since the next one follows in a second.
    public void publish(Site.Clock clock) {
        if (link.isConnected()) {
            link.publish(Outgoing.retained(topics.clock(), codec.site(clock)));
        }
    }

    @Override
    public void close() {
        link.close();
    }
}
