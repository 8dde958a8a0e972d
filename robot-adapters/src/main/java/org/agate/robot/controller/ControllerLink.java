package org.agate.robot.controller;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.agate.robot.device.Command;
import org.agate.robot.device.ContractBroken;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.DeviceState;
import org.agate.robot.device.Instruction;
import org.agate.robot.device.Presence;
import org.agate.robot.mqtt.LinkHandler;
import org.agate.robot.mqtt.LinkOptions;
import org.agate.robot.mqtt.MqttLink;
import org.agate.robot.mqtt.Outgoing;
import org.agate.robot.wire.Header;
import org.agate.robot.wire.Site;
import org.agate.robot.wire.Topics;
import org.agate.robot.wire.Topics.Channel;
import org.agate.robot.wire.WireCodec;
import org.agate.robot.wire.WireCodec.InstantMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The orchestrator's end of the wire.
///
/// Thread-safe; its lock guards the views and the commands on their way.
public final class ControllerLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControllerLink.class);
    private static final long SESSION_SECONDS = 3_600;
    private static final long TTL_SECONDS = 30;
    private static final long INSTANT_EXPIRY_SECONDS = 10;
    private static final Duration RESEND_AFTER = Duration.ofSeconds(5);
    private static final Duration DOUBT_FOR = Duration.ofSeconds(5);

    private final ControllerSetup setup;
    private final ControllerListener listener;
    private final Topics topics = Topics.usual();
    private final WireCodec codec = new WireCodec();
    private final MqttLink link;
    private final LeaseHolder leases;
    private final Map<DeviceId, DeviceView> devices = new HashMap<>();
    private final Map<UUID, Posted> posted = new HashMap<>();
    private final ScheduledExecutorService timer;
    private Site.@Nullable Stop stopOrder;

    public ControllerLink(ControllerSetup setup, ControllerListener listener) {
        this.setup = setup;
        this.listener = listener;
        this.leases = new LeaseHolder(setup.id(), setup.epoch(), setup.wall());
        var will = new LinkOptions.Will(topics.controller(), codec.site(presence(Presence.LOST)));
        this.link = new MqttLink(
                new LinkOptions(setup.broker(), "controller-" + setup.id(), will, SESSION_SECONDS), new Wire());
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("controller-timer").factory());
    }

    public void start() {
        link.start();
        timer.scheduleAtFixedRate(this::tick, 500, 500, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        link.publish(Outgoing.retained(topics.controller(), codec.site(presence(Presence.OFFLINE))));
        link.close();
    }

    public boolean isConnected() {
        return link.isConnected();
    }

    /// All devices ever heard of, by name.
    public synchronized List<DeviceView> devices() {
        return devices.values().stream()
                .sorted(java.util.Comparator.comparing(DeviceView::device))
                .toList();
    }

    /// Sends a command that the caller has committed under its id; resends the same id until the device answers.
    public synchronized void post(
            DeviceId device, UUID commandId, String action, Map<String, Object> params, String sample) {
        var command = new Command(
                commandId,
                action,
                params,
                leases.epoch(device),
                setup.wall().instant(),
                TTL_SECONDS,
                sample,
                topics.reply(setup.id(), device),
                false);
        posted.put(commandId, Posted.now(device, command, setup.wall().instant()));
        publish(device, command);
    }

    /// Waits for the fate of a command that an earlier start of the controller sent.
    public synchronized void attend(DeviceId device, UUID commandId, String action) {
        var command = new Command(commandId, action, Map.of(), 0, Instant.EPOCH, 0, null, null, false);
        posted.put(commandId, Posted.now(device, command, setup.wall().instant()));
    }

    /// Says something beside the commands.
    public void instruct(DeviceId device, Instruction instruction) {
        var message = new InstantMessage(UUID.randomUUID().toString(), instruction);
        link.publish(Outgoing.fact(topics.of(device, Channel.INSTANT), codec.instant(message), INSTANT_EXPIRY_SECONDS));
    }

    /// Engages or releases the lab's stop request, retained.
    ///
    /// An order is remembered and said again at every connect, since a broker may have lost what it retained.
    ///
    /// @throws org.agate.robot.mqtt.LinkDown when it cannot be said now
    public synchronized void stop(boolean engaged, String by, String reason) {
        stopOrder = new Site.Stop(Header.VERSION, engaged, setup.epoch(), by, reason);
        try {
            publishStop(stopOrder).join();
        } catch (java.util.concurrent.CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private java.util.concurrent.CompletableFuture<Void> publishStop(Site.Stop stop) {
        return link.publish(Outgoing.retained(topics.stop(), codec.site(stop)));
    }

    private void publish(DeviceId device, Command command) {
        link.publish(Outgoing.fact(topics.of(device, Channel.CMD), codec.command(command), TTL_SECONDS));
    }

    private Site.Controller presence(Presence state) {
        return new Site.Controller(
                Header.VERSION,
                setup.id(),
                state,
                setup.epoch(),
                setup.files(),
                setup.wall().instant());
    }

    private void tick() {
        try {
            leaseAndChase();
        } catch (RuntimeException e) {
            // An exception would end the timer for ever, and with it every lease.
            LOG.error("Leases and commands are looked after again in half a second", e);
        }
    }

    private synchronized void leaseAndChase() {
        if (!link.isConnected()) {
            return;
        }
        var now = setup.wall().instant();
        for (var view : devices.values()) {
            if (view.presence() == Presence.ONLINE) {
                leases.wish(view).ifPresent(wish -> instruct(view.device(), wish));
            }
        }
        for (var post : List.copyOf(posted.values())) {
            chase(post, now);
        }
    }

    /// Resends while the command may still start; later asks, under a raised epoch, whether it ever arrived.
    private void chase(Posted post, Instant now) {
        var view = devices.get(post.device());
        if (post.answered() || view == null || view.presence() != Presence.ONLINE) {
            return;
        }
        var id = post.command().commandId();
        if (!post.command().expired(now)) {
            if (now.isAfter(post.sent().plus(RESEND_AFTER))) {
                posted.put(id, post.resent(now));
                publish(post.device(), post.command());
            }
        } else if (!post.isDoubted()) {
            leases.raise(post.device());
            update(post.device(), DeviceView::unleased);
            posted.put(id, post.doubt(now));
        } else if (!view.leased()) {
            // The doubt counts from the new grant: until then a copy in the broker could still move something.
            posted.put(id, post.doubt(now));
        } else if (now.isAfter(post.doubted().plus(DOUBT_FOR))) {
            listener.unknown(post.device(), id);
            posted.remove(id);
        } else {
            instruct(post.device(), new Instruction.Query(id));
        }
    }

    private void update(DeviceId device, java.util.function.UnaryOperator<DeviceView> change) {
        var before = devices.getOrDefault(
                device, DeviceView.unknown(device, setup.wall().instant()));
        var after = change.apply(before);
        devices.put(device, after);
        if (!after.equals(before)) {
            listener.changed(after);
        }
    }

    private void reported(DeviceId device, String session, UUID commandId, DeviceEvent event) {
        var post = posted.get(commandId);
        if (post == null) {
            return;
        }
        // Forgotten only after the listener has it on disk: when that fails, the next state message tells it again.
        listener.reported(device, commandId, event);
        if (event.terminal()) {
            posted.remove(commandId);
        } else {
            posted.put(commandId, post.answeredBy(session));
        }
    }

    private void stated(DeviceId device, Header header, DeviceState state) {
        boolean ours = leases.seen(device, state);
        update(device, view -> view.stated(state, ours, setup.wall().instant()));
        state.recent().forEach(report -> reported(device, header.session(), report.commandId(), report.event()));
        state.active().forEach(report -> reported(device, header.session(), report.commandId(), report.event()));
        for (var post : List.copyOf(posted.values())) {
            if (post.device().equals(device)
                    && post.answered()
                    && !post.answeredIn().equals(header.session())) {
                // Another start of the device that does not know what an earlier one had taken: its ledger is gone.
                listener.unknown(device, post.command().commandId());
                posted.remove(post.command().commandId());
            }
        }
    }

    private final class Wire implements LinkHandler {

        @Override
        public void connected() {
            link.subscribe(
                    topics.all(Channel.CONNECTION),
                    topics.all(Channel.FACTSHEET),
                    topics.all(Channel.STATE),
                    topics.all(Channel.EVENT),
                    topics.root() + "/v1/c/" + setup.id() + "/reply/+",
                    topics.clock());
            synchronized (ControllerLink.this) {
                if (stopOrder != null) {
                    publishStop(stopOrder);
                }
            }
            link.publish(Outgoing.retained(topics.controller(), codec.site(presence(Presence.ONLINE))));
            LOG.info("Connected to broker={} as controller={} epoch={}", setup.broker(), setup.id(), setup.epoch());
        }

        @Override
        public void disconnected() {
            synchronized (ControllerLink.this) {
                LOG.warn("Broker lost broker={}: every device is out of contact", setup.broker());
                for (var device : List.copyOf(devices.keySet())) {
                    leases.forget(device);
                    update(device, view -> view.outOfContact(setup.wall().instant()));
                }
            }
        }

        @Override
        public void received(String topic, byte[] payload) {
            try {
                synchronized (ControllerLink.this) {
                    dispatch(topic, payload);
                }
            } catch (ContractBroken e) {
                LOG.warn("Message ignored topic={} {}", topic, e.getMessage());
            }
        }

        private void dispatch(String topic, byte[] payload) {
            if (topic.equals(topics.clock())) {
                listener.clock(codec.readSite(payload, Site.Clock.class));
                return;
            }
            var address = topics.parse(topic);
            if (address.isEmpty()) {
                var reply = codec.readEvent(payload);
                reported(
                        reply.header().dev(),
                        reply.header().session(),
                        reply.body().commandId(),
                        reply.body().event());
                return;
            }
            var device = address.get().device();
            switch (address.get().channel()) {
                case CONNECTION -> {
                    var message = codec.readConnection(payload);
                    if (message.body() != Presence.ONLINE) {
                        leases.forget(device);
                    }
                    update(device, view -> view.present(message.body(), message.header()));
                }
                case FACTSHEET ->
                    update(
                            device,
                            view -> view.described(codec.readFactsheet(payload).body()));
                case STATE -> {
                    var message = codec.readState(payload);
                    stated(device, message.header(), message.body());
                }
                case EVENT -> {
                    var message = codec.readEvent(payload);
                    reported(
                            device,
                            message.header().session(),
                            message.body().commandId(),
                            message.body().event());
                }
                case TELE, CMD, INSTANT -> LOG.debug("Not for the controller topic={}", topic);
            }
        }
    }
}
