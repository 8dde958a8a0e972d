package org.agate.robot.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.agate.robot.device.Capability.ControllerLoss;
import org.agate.robot.device.Command;
import org.agate.robot.device.ContractBroken;
import org.agate.robot.device.DeviceError;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.DeviceState;
import org.agate.robot.device.DeviceState.Activity;
import org.agate.robot.device.Factsheet;
import org.agate.robot.device.Instruction;
import org.agate.robot.device.Presence;
import org.agate.robot.device.RejectCode;
import org.agate.robot.mqtt.LinkHandler;
import org.agate.robot.mqtt.LinkOptions;
import org.agate.robot.mqtt.MqttLink;
import org.agate.robot.sdk.DeviceLedger.Entry;
import org.agate.robot.wire.Header;
import org.agate.robot.wire.Site;
import org.agate.robot.wire.Topics;
import org.agate.robot.wire.Topics.Channel;
import org.agate.robot.wire.WireCodec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A device on the wire: capacity one, no queue.
///
/// Thread-safe; its lock guards the lease, the running execution and the order of what is published.
public final class DeviceRuntime implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceRuntime.class);
    private static final long SESSION_SECONDS = 3_600;
    private static final int RECENT = 16;
    private static final long STATE_PAUSE_MILLIS = 200;

    private final DeviceSetup setup;
    private final Factsheet factsheet;
    private final Map<String, ActionHandler> handlers;
    private final Topics topics = Topics.usual();
    private final WireCodec codec = new WireCodec();
    private final LeaseKeeper leases;
    private final CommandGate gate;
    private final MqttLink link;
    private final Announcer announcer;
    private final ScheduledExecutorService timer;
    private final List<SiteListener> siteListeners = new java.util.concurrent.CopyOnWriteArrayList<>();
    private @Nullable Execution running;
    private boolean siteStopped;
    private boolean stateDue;
    private boolean closed;
    private boolean heldForLoss;

    /// Hears the site's messages that a device may need, such as where to put files.
    public interface SiteListener {
        void controller(Site.Controller controller);
    }

    public DeviceRuntime(DeviceSetup setup, Factsheet factsheet, Map<String, ActionHandler> handlers) {
        this.setup = setup;
        this.factsheet = factsheet;
        this.handlers = Map.copyOf(handlers);
        this.leases = new LeaseKeeper(setup.ledger(), setup.wall());
        this.gate = new CommandGate(setup, factsheet, handlers, leases);
        var header = new Header(
                Header.VERSION, setup.device(), setup.session(), 0, setup.wall().instant());
        var will = new LinkOptions.Will(
                topics.of(setup.device(), Channel.CONNECTION), codec.connection(header, Presence.LOST));
        this.link = new MqttLink(
                new LinkOptions(setup.broker(), "device-" + setup.device(), will, SESSION_SECONDS), new Wire());
        this.announcer = new Announcer(setup, topics, codec, link);
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("device-timer-" + setup.device()).factory());
    }

    /// Adds a listener; before [#start].
    public void listen(SiteListener listener) {
        siteListeners.add(listener);
    }

    /// Ends what a restart left open, then connects.
    public void start() {
        for (var entry : setup.ledger().open()) {
            boolean started = !(entry.event() instanceof DeviceEvent.Accepted);
            record(entry.command(), new DeviceEvent.Interrupted(started));
        }
        link.start();
        timer.scheduleAtFixedRate(this::heartbeat, 5, 5, TimeUnit.SECONDS);
        timer.scheduleAtFixedRate(this::publishDueState, STATE_PAUSE_MILLIS, STATE_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// Says OFFLINE and leaves. A running action is not ended: its handler's thread goes on without reports.
    @Override
    public void close() {
        timer.shutdownNow();
        announcer.presence(Presence.OFFLINE);
        link.close();
        synchronized (this) {
            closed = true;
            setup.ledger().close();
        }
    }

    /// Tells the world that slots or conditions changed.
    public synchronized void stateChanged() {
        stateDue = true;
    }

    private void heartbeat() {
        surviving(() -> {
            watchController();
            announcer.state(state());
        });
    }

    private void publishDueState() {
        surviving(() -> {
            if (stateDue) {
                stateDue = false;
                announcer.state(state());
            }
        });
    }

    /// An exception would end the timer, and with it the heartbeat.
    private synchronized void surviving(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("Heartbeat failed deviceId={}", setup.device(), e);
        }
    }

    private void watchController() {
        boolean lost =
                !link.isConnected() || leases.current(setup.wall().instant()).isEmpty();
        if (running != null && heldForLoss && !lost) {
            // Held by the device itself: nobody else would think of letting it go on.
            running.pause(false);
            heldForLoss = false;
        } else if (running != null && lost) {
            var capability = factsheet.actions().get(running.command().action());
            switch (capability == null ? ControllerLoss.SAFE_STOP : capability.onControllerLoss()) {
                case CONTINUE, FINISH -> {}
                case HOLD -> {
                    heldForLoss = true;
                    running.pause(true);
                }
                case SAFE_STOP -> running.end(new DeviceEvent.Aborted("controller lost"));
            }
        }
    }

    private Activity activity() {
        if (setup.ledger().stopped()) {
            return Activity.STOPPED;
        }
        if (running == null) {
            return Activity.IDLE;
        }
        return running.isResting() ? Activity.HELD : Activity.BUSY;
    }

    private DeviceState state() {
        var open = setup.ledger().open().stream().map(DeviceRuntime::report).toList();
        var recent = setup.ledger().recent(RECENT).stream()
                .map(DeviceRuntime::report)
                .toList();
        var sub = open.isEmpty() || !(open.getLast().event() instanceof DeviceEvent.Running going) ? null : going.sub();
        return new DeviceState(
                DeviceState.Mode.AUTOMATIC,
                activity(),
                sub,
                leases.last(),
                setup.ledger().stopped(),
                factsheet.simulated(),
                setup.slots().get(),
                open,
                recent,
                List.of());
    }

    private static DeviceState.Report report(Entry entry) {
        return new DeviceState.Report(entry.command().commandId(), entry.event(), entry.since());
    }

    private synchronized void order(Command command) {
        var known = setup.ledger().find(command.commandId());
        if (known.isPresent()) {
            if (!known.get().command().sameContent(command)) {
                announcer.reply(
                        command, new DeviceEvent.Rejected(RejectCode.ID_REUSED, "that id asked for something else"));
                return;
            }
            announcer.reply(command, known.get().event());
            announcer.event(command.commandId(), known.get().event());
            return;
        }
        var refusal = gate.refusal(command, activity());
        if (command.dryRun()) {
            announcer.reply(command, refusal.<DeviceEvent>map(r -> r).orElse(new DeviceEvent.Accepted()));
            return;
        }
        DeviceEvent answer = refusal.<DeviceEvent>map(r -> r).orElse(new DeviceEvent.Accepted());
        record(command, answer);
        announcer.reply(command, answer);
        if (refusal.isEmpty()) {
            var execution = new Execution(command, event -> progressed(command, event));
            running = execution;
            heldForLoss = false;
            Thread.ofVirtual().name("action-" + setup.device()).start(() -> perform(execution));
        }
        stateChanged();
    }

    /// Durable first, then said.
    private synchronized void record(Command command, DeviceEvent event) {
        if (closed) {
            // What ends now is found open at the next start, and reported as interrupted.
            return;
        }
        setup.ledger().write(new Entry(command, event, setup.wall().instant()));
        announcer.event(command.commandId(), event);
    }

    private synchronized void progressed(Command command, DeviceEvent event) {
        if (event instanceof DeviceEvent.Running && knownRunning(command)) {
            announcer.event(command.commandId(), event);
        } else {
            record(command, event);
        }
        stateChanged();
    }

    private boolean knownRunning(Command command) {
        return setup.ledger()
                .find(command.commandId())
                .filter(entry -> entry.event() instanceof DeviceEvent.Running)
                .isPresent();
    }

    private void perform(Execution execution) {
        var command = execution.command();
        DeviceEvent outcome;
        try {
            execution.progress("STARTING", 0, capabilitySeconds(command));
            var handler = java.util.Objects.requireNonNull(handlers.get(command.action()));
            outcome = new DeviceEvent.Succeeded(handler.perform(execution));
        } catch (Execution.Ended e) {
            outcome = java.util.Objects.requireNonNull(execution.ending());
        } catch (ActionFailed e) {
            outcome = new DeviceEvent.Failed(e.error(), e.result());
        } catch (InterruptedException e) {
            outcome = new DeviceEvent.Aborted("device shut down");
        } catch (RuntimeException e) {
            LOG.error("Action failed deviceId={} action={}", setup.device(), command.action(), e);
            outcome =
                    new DeviceEvent.Failed(DeviceError.critical("INTERNAL", String.valueOf(e.getMessage())), Map.of());
        }
        synchronized (this) {
            record(command, outcome);
            running = null;
            stateDue = false;
            if (!closed) {
                announcer.state(state());
            }
        }
    }

    private double capabilitySeconds(Command command) {
        var capability = factsheet.actions().get(command.action());
        return capability == null ? 0 : capability.typicalSeconds();
    }

    private synchronized void instruct(Instruction instruction) {
        switch (instruction) {
            case Instruction.TakeLease wish -> leases.take(wish);
            case Instruction.Query query -> {
                var id = query.commandId();
                if (id != null) {
                    setup.ledger().find(id).ifPresent(entry -> announcer.event(id, entry.event()));
                }
            }
            case Instruction.Cancel cancel -> {
                if (running != null
                        && running.command().commandId().equals(cancel.commandId())
                        && leases.refusal(cancel.epoch()).isEmpty()) {
                    running.end(new DeviceEvent.Canceled());
                }
            }
            case Instruction.Pause pause -> pause(pause.commandId(), true);
            case Instruction.Resume resume -> {
                if (leases.refusal(resume.epoch()).isEmpty()) {
                    pause(resume.commandId(), false);
                }
            }
            case Instruction.Stop stop -> stop(stop.reason());
            case Instruction.Clear clear -> {
                if (!siteStopped) {
                    setup.ledger().latchStop(false);
                }
            }
        }
        stateDue = false;
        announcer.state(state());
    }

    private void pause(java.util.@Nullable UUID commandId, boolean wanted) {
        if (running != null
                && (commandId == null || running.command().commandId().equals(commandId))) {
            running.pause(wanted);
        }
    }

    private void stop(String reason) {
        if (!setup.ledger().stopped()) {
            setup.ledger().latchStop(true);
        }
        leases.end();
        if (running != null) {
            running.end(new DeviceEvent.Aborted(reason));
        }
    }

    private synchronized void siteStop(Site.Stop stop) {
        siteStopped = stop.engaged();
        if (stop.engaged()) {
            stop(stop.reason());
            announcer.state(state());
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
            announcer.factsheet(factsheet);
            announcer.presence(Presence.ONLINE);
            synchronized (DeviceRuntime.this) {
                announcer.state(state());
            }
        }

        @Override
        public void disconnected() {
            LOG.info("Broker lost deviceId={}", setup.device());
        }

        @Override
        public void received(String topic, byte[] payload) {
            try {
                if (topic.equals(topics.stop())) {
                    siteStop(codec.readSite(payload, Site.Stop.class));
                } else if (topic.equals(topics.controller())) {
                    var controller = codec.readSite(payload, Site.Controller.class);
                    siteListeners.forEach(listener -> listener.controller(controller));
                } else if (topic.equals(topics.of(setup.device(), Channel.CMD))) {
                    command(payload);
                } else {
                    instruct(codec.readInstant(payload).instruction());
                }
            } catch (ContractBroken e) {
                LOG.warn("Message refused deviceId={} topic={} {}", setup.device(), topic, e.getMessage());
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
                order(codec.readCommand(payload));
            } catch (ContractBroken e) {
                var addressed = codec.addressee(payload);
                if (addressed.isPresent()) {
                    announcer.event(
                            addressed.get(),
                            new DeviceEvent.Rejected(RejectCode.BAD_SCHEMA, String.valueOf(e.getMessage())));
                } else {
                    LOG.warn("Command without an id deviceId={} {}", setup.device(), e.getMessage());
                }
            }
        }
    }

    /// Commands that are open, for tests and for a tidy shutdown.
    public List<Command> open() {
        return new ArrayList<>(
                setup.ledger().open().stream().map(Entry::command).toList());
    }
}
