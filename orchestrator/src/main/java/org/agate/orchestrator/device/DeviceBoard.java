package org.agate.orchestrator.device;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.agate.orchestrator.AgateConfig;
import org.agate.orchestrator.clock.LabPace;
import org.agate.orchestrator.clock.LabTime;
import org.agate.orchestrator.event.EventLog;
import org.agate.orchestrator.event.Subject;
import org.agate.orchestrator.sample.Condition;
import org.agate.orchestrator.sample.SampleStore;
import org.agate.robot.broker.Broker;
import org.agate.robot.clock.MonotonicClock;
import org.agate.robot.controller.ControllerLink;
import org.agate.robot.controller.ControllerListener;
import org.agate.robot.controller.ControllerSetup;
import org.agate.robot.controller.DeviceView;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.DeviceState;
import org.agate.robot.device.Factsheet;
import org.agate.robot.device.Presence;
import org.agate.robot.wire.Printable;
import org.agate.robot.wire.Site;
import org.agate.robot.wire.WireCodec;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// All devices as last heard, and the one link to them.
///
/// Reports are in the database when a listener call returns, and only then acknowledged to the broker.
@ApplicationScoped
public class DeviceBoard {

    /// Kinds of entries about the lab's stop request.
    public static final String STOPPED = "site.stopped";
    public static final String RELEASED = "site.released";

    private static final int MOST_SHOWN = 200;
    private static final int MOST_KEPT = 20_000;
    private static final Logger LOG = Logger.getLogger(DeviceBoard.class);

    private final CommandLedger ledger;
    private final SampleStore samples;
    private final ControllerStore controllers;
    private final EventLog log;
    private final InstantSource wall;
    private final MonotonicClock monotonic;
    private final LabPace pace;
    private final LabTime lab;
    private final String id;
    private final Map<DeviceId, DeviceView> views = new ConcurrentHashMap<>();
    private final List<Consumer<CommandRecord>> onEnded = new CopyOnWriteArrayList<>();
    private final List<Runnable> onChanged = new CopyOnWriteArrayList<>();
    private volatile @Nullable ControllerLink link;
    private volatile @Nullable String rival;

    DeviceBoard(
            CommandLedger ledger,
            SampleStore samples,
            ControllerStore controllers,
            EventLog log,
            InstantSource wall,
            MonotonicClock monotonic,
            LabPace pace,
            LabTime lab,
            AgateConfig config) {
        this.pace = pace;
        this.lab = lab;
        this.ledger = ledger;
        this.samples = samples;
        this.controllers = controllers;
        this.log = log;
        this.wall = wall;
        this.monotonic = monotonic;
        this.id = config.controller();
    }

    /// Connects, with a fresh epoch; attends to the commands that an earlier start left open.
    ///
    /// @param server who starts, for people
    /// @param restored whether the database may be older than what the devices know
    public void start(Broker broker, String files, String server, boolean restored) {
        var identity = controllers.next(id, server, restored);
        long epoch = identity.epoch();
        var fresh = new ControllerLink(
                new ControllerSetup(id, identity.holder(), broker, files, epoch, wall, monotonic), new Listener());
        ledger.open().forEach(command -> fresh.attend(new DeviceId(command.device()), command.id(), command.action()));
        // A broker without persistence has forgotten a stop; devices that were away have not heard it yet.
        log.lastOf(STOPPED, RELEASED)
                .filter(last -> last.kind().equals(STOPPED))
                .ifPresent(last -> fresh.resumeStop("agate", last.text()));
        link = fresh;
        pace.attach(fresh);
        fresh.start();
        log.append(
                Subject.none(),
                "controller.started",
                "Controller %s started with epoch %d on %s".formatted(identity.holder(), epoch, broker),
                Map.of());
    }

    public void stop() {
        var current = link;
        if (current != null) {
            current.close();
        }
    }

    public boolean isConnected() {
        var current = link;
        return current != null && current.isConnected();
    }

    /// The server that started last on this database, for people; empty when none has said.
    public Optional<String> lastServer() {
        return controllers.lastServer(id);
    }

    /// Ends the connection for good, because another server has the database.
    public void giveUp(String successor) {
        rival = successor;
        var current = link;
        if (current != null) {
            current.close();
        }
        onChanged.forEach(Runnable::run);
    }

    /// The controller that is in charge in place of this one; empty when none is.
    public Optional<String> rival() {
        return Optional.ofNullable(rival);
    }

    ControllerLink link() {
        var current = link;
        if (current == null) {
            throw new IllegalStateException("The device board has not started.");
        }
        return current;
    }

    /// Engages or releases the lab's stop request.
    ///
    /// @throws org.agate.robot.mqtt.LinkDown when it cannot be said now
    public void say(boolean stopped, String by, String reason) {
        link().stop(stopped, by, reason);
    }

    /// Whether somebody ordered a stop of the lab here and nobody released it.
    boolean isLabStopped() {
        var current = link;
        return current != null && current.isStopped();
    }

    /// Whether the lab is stopped, or a device says that it is: nothing begins before every device was cleared.
    public boolean isStopped() {
        return isLabStopped() || views.values().stream().anyMatch(Listener::stopped);
    }

    /// All devices, by name.
    public List<DeviceView> devices() {
        return views.values().stream()
                .sorted(java.util.Comparator.comparing(DeviceView::device))
                .toList();
    }

    Map<DeviceId, DeviceView> views() {
        return views;
    }

    /// One device as last heard.
    Optional<DeviceView> view(DeviceId device) {
        return Optional.ofNullable(views.get(device));
    }

    /// The positions of the rack: the slots of the first arm that is known; empty before one is.
    public List<String> rack() {
        return devices().stream()
                .filter(view -> view.factsheet()
                        .filter(sheet -> sheet.family().equals("arm"))
                        .isPresent())
                .findFirst()
                .map(view -> view.factsheet().orElseThrow().slots().stream()
                        .map(slot -> view.device() + "/" + slot)
                        .toList())
                .orElse(List.of());
    }

    /// The sample that a device reports at a position; it may be a heartbeat old.
    Optional<String> occupant(String position) {
        return devices().stream()
                .filter(view -> position.startsWith(view.device() + "/"))
                .flatMap(view -> view.state().stream())
                .flatMap(state ->
                        Optional.ofNullable(state.slots().get(position.substring(position.indexOf('/') + 1))).stream())
                .map(occupant -> occupant.sample())
                .findFirst();
    }

    /// The position of a sample by the devices' own word; empty when no device that is online reports it.
    Optional<String> locate(String sample) {
        return devices().stream()
                .filter(view -> view.presence() == Presence.ONLINE)
                .flatMap(view -> view.state().stream()
                        .flatMap(state -> state.slots().entrySet().stream()
                                .filter(slot -> slot.getValue().sample().equals(sample))
                                .map(slot -> view.device() + "/" + slot.getKey())))
                .findFirst();
    }

    /// Whether every device that is online has spoken since, and an arm is among them.
    ///
    /// @param since on the monotonic clock
    boolean allHeardSince(java.time.Instant since) {
        var online = devices().stream()
                .filter(view -> view.presence() == Presence.ONLINE)
                .toList();
        return online.stream().allMatch(view -> view.heard().isAfter(since))
                && online.stream()
                        .anyMatch(view -> view.factsheet()
                                .filter(sheet -> sheet.family().equals("arm"))
                                .isPresent());
    }

    /// Who else holds the lease of a device; empty for nobody.
    Optional<String> commandedBy(DeviceView device) {
        return LeaseNews.other(device, link().holder(), wall);
    }

    /// Takes the lease of a device from another holder; false when nobody else has it, or it cannot be told now.
    boolean takeBack(DeviceId device, String by, String why) {
        var other = view(device).flatMap(this::commandedBy);
        if (other.isEmpty() || !link().takeBack(device)) {
            return false;
        }
        var holder = Printable.of(other.get(), MOST_SHOWN);
        log.append(
                Subject.device(device.value()),
                "device.lease-forced",
                "%s takes %s back from (%s): %s".formatted(by, device, holder, why),
                Map.of("by", by, "why", why, "holder", holder));
        return true;
    }

    /// Whether any device is a twin.
    public boolean isSimulated() {
        return views.values().stream()
                .anyMatch(view ->
                        view.factsheet().filter(sheet -> sheet.simulated()).isPresent());
    }

    /// Whether every device that has introduced itself is a twin.
    public boolean isTwin() {
        var sheets = views.values().stream()
                .flatMap(view -> view.factsheet().stream())
                .toList();
        return !sheets.isEmpty() && sheets.stream().allMatch(sheet -> sheet.simulated());
    }

    /// The lab's virtual clock; empty in a real laboratory.
    public Optional<Site.Clock> clock() {
        return lab.virtual();
    }

    void onEnded(Consumer<CommandRecord> listener) {
        onEnded.add(listener);
    }

    /// Called after a device changed; must not block. The result takes the listener off again.
    public Runnable onChanged(Runnable listener) {
        onChanged.add(listener);
        return () -> onChanged.remove(listener);
    }

    private final class Listener implements ControllerListener {

        private final Set<DeviceId> behindBroker = new HashSet<>();
        private final LeaseNews leases = new LeaseNews(wall);
        private final StrangeCommands strangers = new StrangeCommands(ledger);
        private final WireCodec codec = new WireCodec();
        private boolean brokerLost;

        @Override
        public void changed(DeviceView device) {
            var before = views.put(device.device(), device);
            if (before == null || before.presence() != device.presence()) {
                presence(device);
            }
            if (before == null || !before.skew().equals(device.skew())) {
                skew(device);
            }
            leases.of(device, link().holder())
                    .ifPresent(entry ->
                            log.append(Subject.device(device.device().value()), entry.kind(), entry.text(), Map.of()));
            if (before != null && stopped(before) != stopped(device)) {
                var kind = stopped(device) ? "device.stopped" : "device.cleared";
                log.append(
                        Subject.device(device.device().value()),
                        kind,
                        device.device() + " " + kind.substring(7),
                        Map.of());
            }
            device.factsheet().filter(sheet -> !sheet.simulated()).ifPresent(sheet -> real(device.device()));
            boolean complained = before != null && !before.complaints().isEmpty();
            if (complained == device.complaints().isEmpty()) {
                understood(device);
            }
            if (before == null || !before.factsheet().equals(device.factsheet())) {
                device.factsheet().ifPresent(sheet -> described(device.device(), sheet));
            }
            device.state().ifPresent(state -> strange(device.device(), state));
            onChanged.forEach(Runnable::run);
        }

        private void real(DeviceId device) {
            if (lab.becomesReal()) {
                log.append(
                        Subject.device(device.value()),
                        "lab.real-time",
                        "%s is a real device: lab time is wall time from now on. A simulated laboratory was here before:"
                                        .formatted(device)
                                + " maybe it left its clock on the broker, or this data folder is its own",
                        Map.of());
            }
        }

        /// A device whose last message could not be read is left alone until it says something that can.
        private void understood(DeviceView device) {
            boolean again = device.complaints().isEmpty();
            log.append(
                    Subject.device(device.device().value()),
                    again ? "device.readable" : "device.unreadable",
                    again
                            ? "%s can be read again".formatted(device.device())
                            : "%s sent a message that cannot be read, nothing is sent to it: %s"
                                    .formatted(
                                            device.device(),
                                            String.join(" ", device.complaints().values())),
                    Map.of());
        }

        @Override
        public void undeliverable(@Nullable DeviceId device, String topic, String payload, Throwable cause) {
            log.append(
                    device == null ? Subject.none() : Subject.device(device.value()),
                    "message.undeliverable",
                    "A message of %s on %s could not be handled and was put aside: %s"
                            .formatted(
                                    device == null ? "the site" : device,
                                    Printable.of(topic, MOST_SHOWN),
                                    Printable.of(String.valueOf(cause), MOST_SHOWN)),
                    Map.of("payload", Printable.of(payload, MOST_KEPT)));
        }

        @Override
        public void rival(@Nullable String other) {
            rival = other;
            log.append(
                    Subject.none(),
                    other == null ? "controller.in-charge" : "controller.rival",
                    other == null
                            ? "No other controller is on this broker any more"
                            : "Controller (%s) is in charge on this broker: nothing is sent from here. Maybe stop it first"
                                    .formatted(Printable.of(other, MOST_SHOWN)),
                    Map.of());
            onChanged.forEach(Runnable::run);
        }

        @Override
        public void superseded() {
            rival = "a copy of this data folder";
            LOG.error("Another server runs with the identity of this one; it has the devices now. Nothing is sent from"
                    + " here any more. Maybe it uses a copy of this data folder: stop one of the two.");
            Thread.ofVirtual()
                    .start(() -> log.append(
                            Subject.none(),
                            "controller.superseded",
                            "Another server connected with the identity of this one: nothing is sent from here any more",
                            Map.of()));
        }

        private void described(DeviceId device, Factsheet sheet) {
            var text = codec.text(sheet);
            log.transact(entities -> {
                var row = entities.find(DeviceSheetEntity.class, device.value());
                return row != null && row.factsheet.equals(text)
                        ? List.of()
                        : List.of(new DeviceFact.Described(device.value(), text));
            });
        }

        private void strange(DeviceId device, DeviceState state) {
            var commands = strangers.in(state);
            if (!commands.isEmpty()) {
                var vials = state.slots().values().stream()
                        .map(occupant -> occupant.sample())
                        .sorted()
                        .toList();
                vials.forEach(vial -> samples.worsen(
                        vial, Condition.SUSPECT, "%s did something that the ledger does not know".formatted(device)));
                log.append(
                        Subject.device(device.value()),
                        "device.strange-commands",
                        "%s knows %d commands that the ledger does not: maybe an older copy of the database was put back"
                                .formatted(device, commands.size()),
                        Map.of("commands", commands, "samples", vials));
            }
        }

        private void skew(DeviceView device) {
            if (!device.skew().isZero()) {
                log.append(
                        Subject.device(device.device().value()),
                        "device.clock-skewed",
                        "The clock of %s is %.1f s ahead of ours: commands may be taken for expired"
                                .formatted(device.device(), device.skew().toMillis() / 1000.0),
                        Map.of());
            }
        }

        private static boolean stopped(DeviceView device) {
            return device.state().filter(DeviceState::stop).isPresent();
        }

        private void presence(DeviceView device) {
            if (device.presence() == Presence.OFFLINE && device.session().isEmpty()) {
                return;
            }
            if (brokerLost) {
                // One alarm for the broker, not one for every device behind it.
                behindBroker.add(device.device());
                return;
            }
            if (device.presence() == Presence.ONLINE && behindBroker.remove(device.device())) {
                return;
            }
            var word = device.presence().name().toLowerCase(java.util.Locale.ROOT);
            log.append(
                    Subject.device(device.device().value()),
                    "device." + word,
                    "%s is %s".formatted(device.device(), device.presence()),
                    Map.of());
        }

        @Override
        public void reported(DeviceId device, UUID commandId, DeviceEvent event) {
            pace.begin();
            try {
                ledger.apply(commandId, event, (action, result) -> complaint(device, action, result))
                        .ifPresent(this::ended);
            } finally {
                pace.end();
            }
        }

        private Optional<String> complaint(DeviceId device, String action, Map<String, Object> result) {
            return view(device)
                    .flatMap(DeviceView::factsheet)
                    .map(sheet -> sheet.actions().get(action))
                    .flatMap(capability -> capability.resultComplaint(result));
        }

        @Override
        public void unknown(DeviceId device, UUID commandId) {
            ledger.deny(commandId).ifPresent(this::ended);
        }

        private void ended(CommandRecord command) {
            onEnded.forEach(listener -> listener.accept(command));
        }

        @Override
        public void clock(Site.Clock told) {
            lab.heard(told);
            pace.ticked(told.tick());
        }

        @Override
        public void contact(boolean connected) {
            if (!connected) {
                brokerLost = true;
                log.append(Subject.none(), "broker.lost", "The broker is lost: no device can be reached", Map.of());
            } else if (brokerLost) {
                brokerLost = false;
                log.append(Subject.none(), "broker.back", "The broker is back", Map.of());
            }
        }

        @Override
        public void missed(DeviceId device, long messages) {
            LOG.infof("deviceId=%s missed=%d: asked for everything again", device, messages);
        }
    }
}
