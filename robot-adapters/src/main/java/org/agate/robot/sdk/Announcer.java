package org.agate.robot.sdk;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.agate.robot.device.Command;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.DeviceState;
import org.agate.robot.device.Factsheet;
import org.agate.robot.device.Presence;
import org.agate.robot.device.Telemetry;
import org.agate.robot.mqtt.MqttLink;
import org.agate.robot.mqtt.Outgoing;
import org.agate.robot.wire.Header;
import org.agate.robot.wire.Site;
import org.agate.robot.wire.Topics;
import org.agate.robot.wire.Topics.Channel;
import org.agate.robot.wire.WireCodec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes what a device says, each message numbered. Thread-safe.
///
/// While the broker is away messages are dropped: the retained state repeats what matters after the next connect.
final class Announcer {

    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    private static final long EVENT_EXPIRY_SECONDS = 3_600;
    private static final long REPLY_EXPIRY_SECONDS = 60;
    private static final long TELEMETRY_EXPIRY_SECONDS = 60;

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
    void reply(Command command, DeviceEvent event) {
        reply(command.reply(), command.commandId(), event);
    }

    /// Refuses what is no command but has an id.
    void refuse(UUID commandId, Optional<String> replyTopic, DeviceEvent.Rejected refusal) {
        event(commandId, refusal);
        reply(replyTopic.orElse(null), commandId, refusal);
    }

    /// Replies are numbered on a count of their own, under the channel of the commands that they answer.
    private synchronized void reply(@Nullable String topic, UUID commandId, DeviceEvent event) {
        if (topic != null) {
            send(Outgoing.fact(topic, codec.event(header(Channel.CMD), commandId, event), REPLY_EXPIRY_SECONDS));
        }
    }

    /// Not while the broker is away: old samples are of no use.
    void telemetry(Telemetry batch) {
        if (link.isConnected()) {
            send(Outgoing.sample(
                    topics.of(setup.device(), Channel.TELE),
                    codec.telemetry(header(Channel.TELE), batch),
                    TELEMETRY_EXPIRY_SECONDS));
        }
    }

    void tickDone(long tick) {
        var id = setup.device().value();
        send(Outgoing.sample(topics.tickDone(id), codec.site(new Site.TickDone(Header.VERSION, id, tick)), 0));
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
