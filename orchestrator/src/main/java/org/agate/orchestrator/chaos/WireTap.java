package org.agate.orchestrator.chaos;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.agate.robot.broker.Broker;
import org.agate.robot.device.ContractBroken;
import org.agate.robot.mqtt.LinkHandler;
import org.agate.robot.mqtt.LinkOptions;
import org.agate.robot.mqtt.MqttLink;
import org.agate.robot.mqtt.Outgoing;
import org.agate.robot.wire.Topics;
import org.agate.robot.wire.Topics.Channel;
import org.agate.robot.wire.WireCodec;

/// Listens on the broker and remembers when each command was first seen and when its device first said that it
/// was over. Thread-safe.
final class WireTap implements AutoCloseable {

    private final Topics topics = Topics.usual();
    private final WireCodec codec = new WireCodec();
    private final InstantSource wall;
    private final Map<UUID, Instant> sent = new ConcurrentHashMap<>();
    private final Map<UUID, Instant> over = new ConcurrentHashMap<>();
    private final Semaphore ends = new Semaphore(0);
    private final Semaphore commands = new Semaphore(0);
    private final MqttLink link;

    WireTap(Broker broker, InstantSource wall) {
        this.wall = wall;
        this.link = new MqttLink(new LinkOptions(broker, "chaos-tap", null, 0), new Ear());
        link.start();
    }

    /// When the broker first passed the command on; empty when it never did.
    Optional<Instant> sent(UUID command) {
        return Optional.ofNullable(sent.get(command));
    }

    /// Waits until any device says that a command is over; false when none does for a while.
    boolean awaitSomeEnd(Duration most) throws InterruptedException {
        ends.drainPermits();
        return ends.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Waits until any command is on the wire; false when none is for a while.
    boolean awaitSomeCommand(Duration most) throws InterruptedException {
        commands.drainPermits();
        return commands.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// When its device first said that it was over.
    Optional<Instant> over(UUID command) {
        return Optional.ofNullable(over.get(command));
    }

    /// Says anything on any topic.
    void say(String topic, String payload, boolean retained) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        link.publish(retained ? Outgoing.retained(topic, bytes) : Outgoing.fact(topic, bytes, 0));
    }

    @Override
    public void close() {
        link.close();
    }

    private final class Ear implements LinkHandler {

        @Override
        public void connected() {
            link.subscribe(topics.all(Channel.CMD), topics.all(Channel.EVENT));
        }

        @Override
        public void disconnected() {}

        @Override
        public void received(String topic, byte[] payload) {
            try {
                topics.parse(topic).ifPresent(address -> heard(address.channel(), payload));
            } catch (ContractBroken e) {
                // Rubbish on the wire is for the devices to refuse.
                return;
            }
        }

        private void heard(Channel channel, byte[] payload) {
            if (channel == Channel.CMD) {
                sent.putIfAbsent(codec.readCommand(payload).commandId(), wall.instant());
                commands.release();
            } else if (channel == Channel.EVENT) {
                var message = codec.readEvent(payload).body();
                if (message.event().terminal()) {
                    over.putIfAbsent(message.commandId(), wall.instant());
                    ends.release();
                }
            }
        }
    }
}
