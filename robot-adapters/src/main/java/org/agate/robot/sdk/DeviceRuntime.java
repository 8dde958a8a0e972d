package org.agate.robot.sdk;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.agate.robot.clock.MonotonicClock;
import org.agate.robot.device.ContractBroken;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.Factsheet;
import org.agate.robot.device.Instruction;
import org.agate.robot.device.Presence;
import org.agate.robot.device.RejectCode;
import org.agate.robot.mqtt.LinkHandler;
import org.agate.robot.mqtt.LinkOptions;
import org.agate.robot.mqtt.MqttLink;
import org.agate.robot.wire.Header;
import org.agate.robot.wire.Site;
import org.agate.robot.wire.Topics;
import org.agate.robot.wire.Topics.Channel;
import org.agate.robot.wire.WireCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A device on the wire: capacity one, no queue.
///
/// Thread-safe; its lock guards the lease, the latch, the running execution and the order of what is published.
public final class DeviceRuntime implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceRuntime.class);
    private static final long SESSION_SECONDS = 3_600;
    private static final long STATE_PAUSE_MILLIS = 200;

    private final DeviceSetup setup;
    private final Factsheet factsheet;
    private final Topics topics = Topics.usual();
    private final WireCodec codec = new WireCodec();
    private final LeaseKeeper leases;
    private final SafetyLatch latch;
    private final CommandDesk desk;
    private final Watchdog watchdog;
    private final StateReport report;
    private final MqttLink link;
    private final Announcer announcer;
    private final ScheduledExecutorService timer;
    private final List<DeviceListener> listeners = new CopyOnWriteArrayList<>();
    private boolean stateDue;

    /// Hears what concerns the hardware beside its commands.
    public interface DeviceListener {

        /// Who is in charge, and where files go.
        default void controller(Site.Controller controller) {}

        /// The stop is latched, or a person has cleared it; called before any action hears of it.
        default void stopped(boolean latched) {}
    }

    /// @param handlers one per action of the factsheet
    public DeviceRuntime(DeviceSetup setup, Factsheet factsheet, Map<String, ActionHandler> handlers) {
        this.setup = setup;
        this.factsheet = factsheet;
        var header = new Header(
                Header.VERSION, setup.device(), setup.session(), 0, setup.wall().instant());
        var will = new LinkOptions.Will(
                topics.of(setup.device(), Channel.CONNECTION), codec.connection(header, Presence.LOST));
        this.link = new MqttLink(
                new LinkOptions(setup.broker(), "device-" + setup.device(), will, SESSION_SECONDS), new Wire());
        this.announcer = new Announcer(setup, topics, codec, link);
        this.leases = new LeaseKeeper(setup.ledger(), setup.wall(), new MonotonicClock(setup.wall(), System::nanoTime));
        this.latch = new SafetyLatch(setup.ledger(), leases);
        var gate = new CommandGate(setup, factsheet, Map.copyOf(handlers), leases);
        this.desk =
                new CommandDesk(setup, factsheet, Map.copyOf(handlers), gate, latch, announcer, new Speaker(), this);
        this.watchdog = new Watchdog(factsheet, leases, link::isConnected);
        this.report = new StateReport(setup, factsheet.simulated(), leases);
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("device-timer-" + setup.device()).factory());
    }

    /// Adds a listener; before [#start].
    public void listen(DeviceListener listener) {
        listeners.add(listener);
    }

    /// Ends what a restart left open, then connects.
    public void start() {
        desk.interruptLeftovers();
        tellStopped();
        link.start();
        long heartbeat = factsheet.protocol().heartbeatSeconds();
        timer.scheduleAtFixedRate(() -> surviving(this::sayState), heartbeat, heartbeat, TimeUnit.SECONDS);
        timer.scheduleAtFixedRate(() -> surviving(() -> watchdog.watch(desk.running())), 1, 1, TimeUnit.SECONDS);
        timer.scheduleAtFixedRate(
                () -> surviving(this::sayDueState), STATE_PAUSE_MILLIS, STATE_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// Says OFFLINE and leaves; a running action is interrupted, and reported so at the next start.
    @Override
    public void close() {
        timer.shutdownNow();
        desk.close();
        announcer.presence(Presence.OFFLINE);
        link.close();
        closeLedger();
    }

    /// Ends as a power cut would, without a word: the broker publishes the will.
    public void crash() {
        timer.shutdownNow();
        desk.close();
        link.abandon();
        closeLedger();
    }

    private synchronized void closeLedger() {
        setup.ledger().close();
    }

    /// Breaks the connection for a while; the action goes on as the factsheet says.
    public void breakConnection(Duration outage) {
        link.breakFor(outage);
    }

    /// Whether the broker is reached.
    public boolean isOnline() {
        return link.isConnected();
    }

    /// Whether no action is under way.
    public synchronized boolean isResting() {
        return desk.running() == null;
    }

    /// Whether the broker has taken everything that was said.
    public boolean hasSaidAll() {
        return !isStateDue() && link.hasSentAll();
    }

    private synchronized boolean isStateDue() {
        return stateDue;
    }

    /// Says now what it would have said within the next moments: for a lab whose clock is about to move on.
    public void sayWhatIsDue() {
        surviving(this::sayDueState);
    }

    /// Tells the world that slots or conditions changed.
    public synchronized void stateChanged() {
        stateDue = true;
    }

    private void sayState() {
        stateDue = false;
        announcer.state(report.now(desk.activity(), desk.running()));
    }

    private void sayDueState() {
        if (stateDue) {
            sayState();
        }
    }

    /// An exception would end the timer, and with it the heartbeat.
    private synchronized void surviving(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("Heartbeat failed deviceId={}", setup.device(), e);
        }
    }

    private synchronized void instruct(Instruction instruction) {
        switch (instruction) {
            case Instruction.TakeLease wish -> leases.take(wish);
            case Instruction.Query query -> desk.tell(query.commandId());
            case Instruction.Cancel cancel -> {
                var running = desk.running();
                if (running != null
                        && running.command().commandId().equals(cancel.commandId())
                        && leases.refusal(cancel.epoch()).isEmpty()) {
                    desk.end(new DeviceEvent.Canceled());
                }
            }
            case Instruction.Pause pause -> desk.pause(pause.commandId(), true);
            case Instruction.Resume resume -> {
                if (leases.refusal(resume.epoch()).isEmpty()) {
                    desk.pause(resume.commandId(), false);
                }
            }
            case Instruction.Stop stop -> stop(stop.reason());
            case Instruction.Clear clear -> {
                latch.clear();
                tellStopped();
            }
        }
        sayState();
    }

    private void tellStopped() {
        boolean latched = setup.ledger().stopped();
        listeners.forEach(listener -> listener.stopped(latched));
    }

    private void stop(String reason) {
        latch.stop();
        tellStopped();
        desk.end(new DeviceEvent.Aborted(reason));
    }

    private synchronized void siteStop(Site.Stop order) {
        if (latch.heard(order)) {
            stop(order.reason());
            sayState();
        }
    }

    private final class Speaker implements CommandDesk.StateSpeaker {

        @Override
        public void soon() {
            stateChanged();
        }

        @Override
        public void now() {
            sayState();
        }
    }

    /// The link's side: everything that comes in, one message after the other.
    private final class Wire implements LinkHandler {

        @Override
        public void connected() {
            link.subscribe(
                    topics.of(setup.device(), Channel.CMD),
                    topics.of(setup.device(), Channel.INSTANT),
                    topics.stop(),
                    topics.controller());
            if (factsheet.simulated()) {
                link.subscribe(topics.clock());
            }
            announcer.factsheet(factsheet);
            announcer.presence(Presence.ONLINE);
            synchronized (DeviceRuntime.this) {
                sayState();
            }
        }

        @Override
        public void disconnected() {
            LOG.info("Broker lost deviceId={}", setup.device());
        }

        @Override
        public void received(String topic, byte[] payload) {
            try {
                if (topic.equals(topics.of(setup.device(), Channel.CMD))) {
                    command(payload);
                } else if (topic.equals(topics.of(setup.device(), Channel.INSTANT))) {
                    instruct(codec.readInstant(payload).instruction());
                } else if (topic.equals(topics.stop())) {
                    siteStop(codec.readSite(payload, Site.Stop.class));
                } else if (topic.equals(topics.controller())) {
                    var controller = codec.readSite(payload, Site.Controller.class);
                    listeners.forEach(listener -> listener.controller(controller));
                } else if (topic.equals(topics.clock())) {
                    announcer.tickDone(codec.readSite(payload, Site.Clock.class).tick());
                }
            } catch (ContractBroken e) {
                LOG.warn("Message refused deviceId={} topic={} {}", setup.device(), topic, e.getMessage());
            } catch (RuntimeException e) {
                // Acknowledged all the same: a message that cannot be handled would come back for ever.
                LOG.error("Message not handled deviceId={} topic={}", setup.device(), topic, e);
            }
        }

        private void command(byte[] payload) {
            try {
                if (payload.length > factsheet.protocol().maxPayload()) {
                    throw new ContractBroken(
                            "wire.oversize",
                            "Command has (%d) bytes, at most %d are taken."
                                    .formatted(
                                            payload.length, factsheet.protocol().maxPayload()),
                            "Maybe send a reference instead of the data.");
                }
                desk.order(codec.readCommand(payload));
            } catch (ContractBroken e) {
                LOG.warn("Command refused deviceId={} {}", setup.device(), e.getMessage());
                codec.addressee(payload)
                        .ifPresent(id -> announcer.refuse(
                                id,
                                codec.replyTopic(payload),
                                new DeviceEvent.Rejected(RejectCode.BAD_SCHEMA, String.valueOf(e.getMessage()))));
            }
        }
    }
}
