package org.agate.robot.controller;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.agate.robot.device.Command;
import org.agate.robot.device.ContractBroken;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.DeviceState;
import org.agate.robot.device.Instruction;
import org.agate.robot.device.Presence;
import org.agate.robot.mqtt.LinkDown;
import org.agate.robot.mqtt.LinkHandler;
import org.agate.robot.mqtt.LinkOptions;
import org.agate.robot.mqtt.MessageLink;
import org.agate.robot.mqtt.MqttLink;
import org.agate.robot.mqtt.Outgoing;
import org.agate.robot.wire.Header;
import org.agate.robot.wire.Printable;
import org.agate.robot.wire.Site;
import org.agate.robot.wire.Topics;
import org.agate.robot.wire.Topics.Address;
import org.agate.robot.wire.Topics.Channel;
import org.agate.robot.wire.WireCodec;
import org.agate.robot.wire.WireCodec.InstantMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The orchestrator's end of the wire.
///
/// Thread-safe; its lock guards the views, the leases, the stops and the commands on their way.
public final class ControllerLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControllerLink.class);
    private static final long SESSION_SECONDS = 3_600;
    private static final long TTL_SECONDS = 30;
    private static final long INSTANT_EXPIRY_SECONDS = 10;
    private static final long STOP_WITHIN_MILLIS = 1_500;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final ControllerSetup setup;
    private final ControllerListener listener;
    private final Topics topics = Topics.usual();
    private final WireCodec codec = new WireCodec();
    private final MessageLink link;
    private final LeaseHolder leases;
    private final Hearing hearing = new Hearing();
    private final StopKeeper stops;
    private final Rival rival;
    private final Postbox postbox = new Postbox(new PostActions());
    private final Map<DeviceId, DeviceView> devices = new HashMap<>();
    private final ScheduledExecutorService timer;
    private Optional<String> told = Optional.empty();
    private @Nullable Instant watched;
    private @Nullable Instant deaf;

    public ControllerLink(ControllerSetup setup, ControllerListener listener) {
        this(setup, listener, MqttLink::new);
    }

    /// @param opener makes the link to the broker
    ControllerLink(ControllerSetup setup, ControllerListener listener, MessageLink.Opener opener) {
        this.setup = setup;
        this.listener = listener;
        this.leases = new LeaseHolder(setup.holder(), setup.epoch(), setup.monotonic());
        this.stops = new StopKeeper(setup.epoch());
        this.rival = new Rival(setup.holder());
        var will = new LinkOptions.Will(topics.controller(), codec.site(presence(Presence.LOST)));
        this.link = opener.open(
                new LinkOptions(setup.broker(), "controller-" + setup.holder(), will, SESSION_SECONDS), new Wire());
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("controller-timer").factory());
    }

    public void start() {
        connect();
        timer.scheduleAtFixedRate(this::tick, 500, 500, TimeUnit.MILLISECONDS);
    }

    /// Connects without a timer of its own: whoever calls this calls [#tick] too.
    void connect() {
        link.start();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        if (isInCharge()) {
            link.publish(Outgoing.retained(topics.controller(), codec.site(presence(Presence.OFFLINE))));
        }
        link.close();
    }

    public boolean isConnected() {
        return link.isConnected();
    }

    /// Whether this controller is the one in charge on its broker.
    public synchronized boolean isInCharge() {
        return rival.isInCharge();
    }

    /// Whether every command that was sent has been answered.
    public synchronized boolean isSettled() {
        return postbox.isSettled();
    }

    /// All devices ever heard of, by name.
    public synchronized List<DeviceView> devices() {
        return devices.values().stream()
                .sorted(Comparator.comparing(DeviceView::device))
                .toList();
    }

    /// Sends a command that the caller has committed under its id; resends the same id until the device answers.
    public synchronized void post(
            DeviceId device, UUID commandId, String action, Map<String, Object> params, String sample) {
        var now = setup.wall().instant();
        var reply = topics.reply(setup.id(), device);
        var command = new Command(
                commandId, action, params, leases.epoch(device), now, TTL_SECONDS, null, sample, reply, false);
        postbox.add(device, command, setup.monotonic().instant());
        publish(device, command);
    }

    /// Waits for the fate of a command that an earlier start of the controller sent.
    public synchronized void attend(DeviceId device, UUID commandId, String action) {
        var command = new Command(commandId, action, Map.of(), 0, Instant.EPOCH, 0, null, null, null, false);
        postbox.add(device, command, setup.monotonic().instant());
    }

    /// Asks a device to end a command in a controlled way; it may be lost, so say it again until the command is over.
    public synchronized void cancel(DeviceId device, UUID commandId) {
        say(device, new Instruction.Cancel(commandId, leases.epoch(device)));
    }

    /// Takes a device's lease from another holder, because a person wants that.
    ///
    /// @return false when nothing can be said to the device now: it is away, or another controller is in charge
    public synchronized boolean takeBack(DeviceId device) {
        var view = devices.get(device);
        boolean heard = rival.other().isEmpty() && view != null && view.presence() == Presence.ONLINE;
        if (heard) {
            leases.takeBack(device);
        }
        return heard;
    }

    /// Who holds the leases of this controller.
    public String holder() {
        return setup.holder();
    }

    /// Says something beside the commands; a stop is said again until the device shows it.
    public synchronized void instruct(DeviceId device, Instruction instruction) {
        if (instruction instanceof Instruction.Stop stop) {
            stops.device(device, stop);
        } else {
            say(device, instruction);
        }
    }

    private void say(DeviceId device, Instruction instruction) {
        var message = new InstantMessage(UUID.randomUUID().toString(), instruction);
        link.publish(Outgoing.fact(topics.of(device, Channel.INSTANT), codec.instant(message), INSTANT_EXPIRY_SECONDS));
    }

    /// Engages or releases the lab's stop request, retained.
    ///
    /// @throws org.agate.robot.mqtt.LinkDown when it cannot be said now
    public void stop(boolean engaged, String by, String reason) {
        // Without the link's lock: a listener that waits for its database holds it, and a stop must not wait for that.
        var said = publish(stops.site(engaged, by, reason));
        try {
            // An answer that does not come must not keep whoever ordered the stop; it is said again meanwhile.
            said.orTimeout(STOP_WITHIN_MILLIS, TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case TimeoutException late -> throw new LinkDown(String.valueOf(setup.broker()), late);
                case RuntimeException cause -> throw cause;
                case null, default -> throw e;
            }
        }
    }

    /// Whether a stop of the lab was ordered here, or by an earlier start, and not released since: true from before
    /// any device hears of it.
    public boolean isStopped() {
        return stops.site().filter(Site.Stop::engaged).isPresent();
    }

    /// Says a stop that an earlier start was ordered, at the next connect; before [#start].
    public void resumeStop(String by, String reason) {
        stops.site(true, by, reason);
    }

    /// Says that all that came before a tick of the virtual clock is worked off.
    public void tickDone(long tick) {
        var done = codec.site(new Site.TickDone(Header.VERSION, setup.id(), tick));
        link.publish(Outgoing.sample(topics.tickDone(setup.id()), done, 0));
    }

    private CompletableFuture<Void> publish(Site.Stop stop) {
        return link.publish(Outgoing.retained(topics.stop(), codec.site(stop)));
    }

    private void publish(DeviceId device, Command command) {
        link.publish(Outgoing.fact(topics.of(device, Channel.CMD), codec.command(command), TTL_SECONDS));
    }

    private Site.Controller presence(Presence state) {
        return new Site.Controller(
                Header.VERSION,
                setup.holder(),
                state,
                setup.epoch(),
                setup.files(),
                setup.wall().instant());
    }

    void tick() {
        try {
            leaseAndChase();
            tellRival();
        } catch (RuntimeException e) {
            // An exception would end the timer for ever, and with it every lease.
            LOG.error("Leases and commands are looked after again in half a second", e);
        }
    }

    private synchronized void leaseAndChase() {
        if (!link.isConnected()) {
            return;
        }
        var now = setup.monotonic().instant();
        watch(now);
        announce(now);
        if (rival.other().isEmpty()) {
            for (var view : devices.values()) {
                if (view.presence() == Presence.ONLINE) {
                    leases.wish(view).ifPresent(wish -> say(view.device(), wish));
                }
            }
        }
        stops.sayAgain(devices, now, this::say);
        postbox.chase(devices, now);
    }

    /// Says that we are in charge, once it is known that nobody else is.
    private void announce(Instant now) {
        if (rival.mayAnnounce(now)) {
            link.publish(Outgoing.retained(topics.controller(), codec.site(presence(Presence.ONLINE))));
            rival.announced(now);
        }
    }

    /// A device that is ONLINE and says nothing is out of contact: its will may never come.
    private void watch(Instant now) {
        // After a pause of this process its own ears were shut, and what was said meanwhile is still to be read.
        boolean paused = watched != null && now.isAfter(watched.plus(LONGEST_PAUSE));
        if (paused) {
            deaf = now;
        }
        watched = now;
        if (deaf != null && now.isBefore(deaf.plus(GRACE))) {
            return;
        }
        rival.forgetSilent(now);
        for (var view : List.copyOf(devices.values())) {
            if (view.isOverdue(now)) {
                LOG.warn("Device silent deviceId={}: taken for lost", view.device());
                leases.forget(view.device());
                update(view.device(), each -> each.silenced(setup.wall().instant()));
            }
        }
    }

    private void controllerSaid(Site.Controller said) {
        synchronized (this) {
            var now = setup.monotonic().instant();
            if (rival.heard(said, now)) {
                for (var device : List.copyOf(devices.keySet())) {
                    leases.forget(device);
                    update(device, DeviceView::unleased);
                }
            }
            announce(now);
        }
        tellRival();
    }

    /// Tells who is in charge when that is another one than before; a rival is gone when we are in charge
    /// ourselves.
    private void tellRival() {
        Optional<String> now;
        synchronized (this) {
            now = rival.other();
            if (now.equals(told) || now.isEmpty() && !rival.isInCharge()) {
                return;
            }
            told = now;
        }
        listener.rival(now.orElse(null));
    }

    private void update(DeviceId device, UnaryOperator<DeviceView> change) {
        var before = devices.getOrDefault(
                device,
                DeviceView.unknown(
                        device, setup.wall().instant(), setup.monotonic().instant()));
        var after = change.apply(before);
        devices.put(device, after);
        if (!after.equals(before)) {
            listener.changed(after);
        }
    }

    private void listenFor(Channel channel, Header header) {
        long missed = hearing.missedBefore(channel, header);
        if (missed > 0) {
            LOG.warn("Messages missed deviceId={} topic={} count={}", header.dev(), channel, missed);
            listener.missed(header.dev(), missed);
            say(header.dev(), new Instruction.Query(null));
        }
    }

    private void stated(DeviceId device, Header header, DeviceState state) {
        synchronized (this) {
            listenFor(Channel.STATE, header);
            boolean ours = leases.seen(device, state, header.ts());
            update(
                    device,
                    view -> view.stated(state, ours, setup.monotonic().instant())
                            .clocked(Duration.between(setup.wall().instant(), header.ts()))
                            .understood(Channel.STATE));
        }
        state.recent().forEach(report -> relay(device, report.commandId(), report.event(), header, false));
        state.active().forEach(report -> relay(device, report.commandId(), report.event(), header, false));
        synchronized (this) {
            postbox.forgotten(device, header);
        }
    }

    /// The owner writes it down without the link's lock: commands leave meanwhile, and what other devices report is
    /// written down with it.
    private void relay(DeviceId device, UUID commandId, DeviceEvent event, Header header, boolean numbered) {
        synchronized (this) {
            if (!postbox.take(device, commandId, event, header, numbered)) {
                return;
            }
        }
        listener.reported(device, commandId, event);
        if (event.terminal()) {
            synchronized (this) {
                postbox.close(commandId);
            }
        }
    }

    private final class PostActions implements Postbox.Actions {

        @Override
        public void publish(DeviceId device, Command command) {
            ControllerLink.this.publish(device, command);
        }

        @Override
        public void raiseEpoch(DeviceId device) {
            leases.raise(device);
            update(device, DeviceView::unleased);
        }

        @Override
        public void ask(DeviceId device, UUID commandId) {
            say(device, new Instruction.Query(commandId));
        }

        @Override
        public void unknown(DeviceId device, UUID commandId) {
            listener.unknown(device, commandId);
        }
    }

    private final class Wire implements LinkHandler {

        @Override
        public void connected() {
            synchronized (ControllerLink.this) {
                listener.contact(true);
                stops.site().ifPresent(ControllerLink.this::publish);
                rival.connected(setup.monotonic().instant());
            }
            link.subscribe(
                    topics.all(Channel.CONNECTION),
                    topics.all(Channel.FACTSHEET),
                    topics.all(Channel.STATE),
                    topics.all(Channel.EVENT),
                    topics.reply(setup.id(), "+"),
                    topics.stop(),
                    topics.controller(),
                    topics.clock());
            link.subscribeLossy(topics.all(Channel.TELE));
            LOG.info("Connected to broker={} as controller={} epoch={}", setup.broker(), setup.holder(), setup.epoch());
            askEverything();
        }

        /// What was said while nobody listened is in no queue of a broker that restarted.
        private void askEverything() {
            synchronized (ControllerLink.this) {
                devices.keySet().forEach(device -> say(device, new Instruction.Query(null)));
            }
        }

        @Override
        public void disconnected() {
            synchronized (ControllerLink.this) {
                LOG.warn("Broker lost broker={}: every device is out of contact", setup.broker());
                listener.contact(false);
                for (var device : List.copyOf(devices.keySet())) {
                    leases.forget(device);
                    update(device, view -> view.outOfContact(setup.wall().instant()));
                }
            }
        }

        @Override
        public void received(String topic, byte[] payload) {
            try {
                dispatch(topic, payload);
            } catch (ContractBroken e) {
                LOG.warn("Message ignored topic={} {}", Printable.of(topic, 200), oneLine(e));
                topics.parse(topic).ifPresent(address -> {
                    synchronized (ControllerLink.this) {
                        update(address.device(), view -> view.complained(address.channel(), oneLine(e)));
                    }
                });
            }
        }

        private static String oneLine(ContractBroken broken) {
            return String.valueOf(broken.getMessage()).replace('\n', ' ');
        }

        @Override
        public void undeliverable(String topic, byte[] payload, Throwable cause) {
            var speaker = topics.speaker(topic);
            listener.undeliverable(
                    DeviceId.isValid(speaker) ? new DeviceId(speaker) : null,
                    topic,
                    new String(payload, StandardCharsets.UTF_8),
                    cause);
        }

        @Override
        public boolean takenOver() {
            listener.superseded();
            return false;
        }

        @Override
        public String lane(String topic) {
            return topics.speaker(topic);
        }

        private void dispatch(String topic, byte[] payload) {
            if (topic.equals(topics.clock())) {
                listener.clock(codec.readSite(payload, Site.Clock.class));
            } else if (topic.equals(topics.controller())) {
                controllerSaid(codec.readSite(payload, Site.Controller.class));
            } else if (topic.equals(topics.stop())) {
                synchronized (ControllerLink.this) {
                    stops.heard(codec.readSite(payload, Site.Stop.class)).ifPresent(ControllerLink.this::publish);
                }
            } else {
                topics.parse(topic).ifPresentOrElse(address -> said(address, payload), () -> replied(topic, payload));
            }
        }

        private void replied(String topic, byte[] payload) {
            var reply = codec.readEvent(payload);
            if (!topic.equals(topics.reply(setup.id(), reply.header().dev()))) {
                LOG.warn(
                        "Reply ignored topic={}: it speaks for {}",
                        topic,
                        reply.header().dev());
                return;
            }
            relay(reply.header().dev(), reply.body().commandId(), reply.body().event(), reply.header(), false);
        }

        private void said(Address address, byte[] payload) {
            var device = address.device();
            if (payload.length == 0) {
                cleared(address);
                return;
            }
            var speaker = codec.speaker(payload);
            if (!speaker.equals(device)) {
                LOG.warn("Message ignored topic={}: it speaks for {}", topicOf(address), speaker);
                return;
            }
            switch (address.channel()) {
                case CONNECTION -> {
                    var message = codec.readConnection(payload, setup.wall().instant());
                    synchronized (ControllerLink.this) {
                        if (message.body() != Presence.ONLINE) {
                            leases.forget(device);
                        }
                        update(
                                device,
                                view -> view.present(
                                                message.body(),
                                                message.header(),
                                                setup.monotonic().instant())
                                        .understood(Channel.CONNECTION));
                    }
                }
                case FACTSHEET -> {
                    var sheet = codec.readFactsheet(payload).body();
                    synchronized (ControllerLink.this) {
                        update(device, view -> view.described(sheet).understood(Channel.FACTSHEET));
                    }
                }
                case STATE -> {
                    var message = codec.readState(payload);
                    stated(device, message.header(), message.body());
                }
                case EVENT -> {
                    var message = codec.readEvent(payload);
                    synchronized (ControllerLink.this) {
                        listenFor(Channel.EVENT, message.header());
                        update(
                                device,
                                view -> view.skewed(skew(message.header())).understood(Channel.EVENT));
                    }
                    relay(device, message.body().commandId(), message.body().event(), message.header(), true);
                }
                case TELE -> {
                    var batch = codec.readTelemetry(payload).body();
                    synchronized (ControllerLink.this) {
                        if (devices.containsKey(device)) {
                            update(device, view -> view.understood(Channel.TELE));
                        }
                    }
                    listener.measured(device, batch);
                }
                case CMD, INSTANT -> LOG.debug("Not for the controller topic={}", topicOf(address));
            }
        }

        /// A retained message was taken off the broker: somebody has cleared up after a device that left.
        private void cleared(Address address) {
            synchronized (ControllerLink.this) {
                if (devices.containsKey(address.device())) {
                    update(address.device(), view -> {
                        var fewer = view.understood(address.channel());
                        return address.channel() == Channel.FACTSHEET ? fewer.withoutFactsheet() : fewer;
                    });
                }
            }
        }

        private Duration skew(Header header) {
            return Duration.between(setup.wall().instant(), header.ts());
        }

        private String topicOf(Address address) {
            return topics.of(address.device(), address.channel());
        }
    }
}
