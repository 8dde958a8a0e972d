package org.agate.robot.sdk;

import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.agate.robot.device.Command;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.DeviceState;
import org.agate.robot.device.Factsheet;
import org.agate.robot.device.Presence;
import org.agate.robot.mqtt.MqttLink;
import org.agate.robot.mqtt.Outgoing;
import org.agate.robot.wire.Header;
import org.agate.robot.wire.Topics;
import org.agate.robot.wire.Topics.Channel;
import org.agate.robot.wire.WireCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes what a device says, each message numbered. Thread-safe.
///
/// While the broker is away messages are dropped: the retained state repeats what matters after the next connect.
final class Announcer {

    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    private static final long EVENT_EXPIRY_SECONDS = 3_600;
    private static final long REPLY_EXPIRY_SECONDS = 60;

    private final DeviceSetup setup;
    private final Topics topics;
    private final WireCodec codec;
    private final MqttLink link;
    private final Map<Channel, Long> sequence = new EnumMap<>(Channel.class);

    Announcer(DeviceSetup setup, Topics topics, WireCodec codec, MqttLink link) {
        this.setup = setup;
        this.topics = topics;
        this.codec = codec;
        this.link = link;
    }

    /// Sequence numbers start at one; the will carries zero.
    private synchronized Header header(Channel channel) {
        long seq = sequence.merge(channel, 1L, Long::sum);
        return new Header(
                Header.VERSION,
                setup.device(),
                setup.session(),
                seq,
                setup.wall().instant());
    }

    synchronized void presence(Presence presence) {
        retained(Channel.CONNECTION, codec.connection(header(Channel.CONNECTION), presence));
    }

    synchronized void factsheet(Factsheet factsheet) {
        retained(Channel.FACTSHEET, codec.factsheet(header(Channel.FACTSHEET), factsheet));
    }

    synchronized void state(DeviceState state) {
        retained(Channel.STATE, codec.state(header(Channel.STATE), state));
    }

    synchronized void event(UUID commandId, DeviceEvent event) {
        var payload = codec.event(header(Channel.EVENT), commandId, event);
        send(Outgoing.fact(topics.of(setup.device(), Channel.EVENT), payload, EVENT_EXPIRY_SECONDS));
    }

    /// To the sender alone.
    synchronized void reply(Command command, DeviceEvent event) {
        var reply = command.reply();
        if (reply != null) {
            var payload = codec.event(header(Channel.CMD), command.commandId(), event);
            send(Outgoing.fact(reply, payload, REPLY_EXPIRY_SECONDS));
        }
    }

    private void retained(Channel channel, byte[] payload) {
        send(Outgoing.retained(topics.of(setup.device(), channel), payload));
    }

    private void send(Outgoing outgoing) {
        link.publish(outgoing).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.debug("Not published topic={} cause={}", outgoing.topic(), failure.getMessage());
            }
        });
    }
}
