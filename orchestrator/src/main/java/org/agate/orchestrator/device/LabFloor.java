package org.agate.orchestrator.device;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.agate.orchestrator.AgateConfig;
import org.agate.orchestrator.Sources.Ids;
import org.agate.orchestrator.clock.LabPace;
import org.agate.orchestrator.clock.LabTime;
import org.agate.orchestrator.dispatch.CircuitBreaker;
import org.agate.orchestrator.event.EventLog;
import org.agate.orchestrator.event.Subject;
import org.agate.orchestrator.operator.Prompts;
import org.agate.orchestrator.sample.SampleStore;
import org.agate.robot.clock.MonotonicClock;
import org.agate.robot.controller.DeviceView;
import org.agate.workflows.action.ActionOutcome;
import org.agate.workflows.action.ActionRequest;
import org.agate.workflows.action.Laboratory;
import org.jboss.logging.Logger;

/// The laboratory as workflows see it: requests wait here until their turn has come and a device is free.
///
/// All decisions are made on one thread of its own, by the [Foreman], in the order of [Precedence]; whoever asks or
/// reports only leaves a note there. What a step does next is decided by [StepCourse] from the command ledger, so a
/// request that is asked again after a restart is taken up where it stood.
@ApplicationScoped
public class LabFloor implements Laboratory {

    private static final Logger LOG = Logger.getLogger(LabFloor.class);
    private static final long LOOK_AGAIN_MILLIS = 500;
    private static final int MOST_LESSONS = 5_000;

    /// The step path of a request that carries a sample home after its run has ended.
    public static final String CLEAN_UP = "clean-up/home";

    private final DeviceBoard devices;
    private final CommandLedger ledger;
    private final SampleStore samples;
    private final Prompts prompts;
    private final Consumables consumables;
    private final DeviceHolds holds;
    private final EventLog log;
    private final InstantSource clock;
    private final LabTime lab;
    private final LabPace pace;
    private final Whiteboard board = Whiteboard.empty();
    private final Set<UUID> hanging = new HashSet<>();
    private final Surroundings surroundings;
    private final Dispatch dispatch;
    private final Foreman foreman;
    private final ScheduledExecutorService floor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("lab-floor").factory());
    private final AtomicBoolean due = new AtomicBoolean();
    private volatile List<Queued> queue = List.of();
    private volatile Map<UUID, Outlook> outlooks = Map.of();
    private long asked;

    /// A request that waits, and why.
    public record Queued(String run, String sample, String family, String action, Instant since, String reason) {}

    LabFloor(
            DeviceBoard devices,
            CommandLedger ledger,
            SampleStore samples,
            Prompts prompts,
            Consumables consumables,
            DeviceHolds holds,
            EventLog log,
            MonotonicClock clock,
            LabTime lab,
            Ids ids,
            LabPace pace,
            AgateConfig config) {
        this.devices = devices;
        this.ledger = ledger;
        this.samples = samples;
        this.prompts = prompts;
        this.consumables = consumables;
        this.holds = holds;
        this.log = log;
        this.clock = clock;
        this.lab = lab;
        this.pace = pace;
        var spaces = SharedSpaces.of(config.sharedSpaces().orElse(List.of()));
        this.surroundings = new Surroundings(devices, samples, holds, spaces, board, lab);
        this.dispatch = new Dispatch(board, devices, ledger, log, lab, ids);
        this.foreman = new Foreman(
                board, dispatch, surroundings, ledger, log, samples, prompts, consumables, clock, lab, this::answer);
    }

    /// Begins to listen to the board. Commands of an earlier start keep their devices busy until they end.
    public void open() {
        ledger.open().forEach(command -> board.underway().put(command.id(), command));
        ledger.lastLabTime().ifPresent(lab::resume);
        ledger.latest(MOST_LESSONS).forEach(board.experience()::learn);
        devices.onEnded(command -> {
            var at = clock.instant();
            note(() -> ended(command, at));
        });
        devices.onChanged(this::soon);
        prompts.onAnswered(prompt -> soon());
        consumables.onFilled(() -> note(foreman::filled));
        holds.onChanged(this::soon);
        floor.scheduleWithFixedDelay(
                () -> guarded(this::lookAgain), LOOK_AGAIN_MILLIS, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// A run begins, or goes on after a restart.
    public void joins(RunProfile profile) {
        note(() -> board.profiles().put(profile.run(), profile));
    }

    /// A run went to its end in an earlier time: others of its workflow are expected to go the same way.
    public void remember(String workflow, UUID run) {
        note(() -> board.experience().learn(workflow, ledger.of(run)));
    }

    @Override
    public void perform(ActionRequest request, Consumer<ActionOutcome> callback) {
        note(() -> {
            var errand = new Errand(request, callback, asked++, log.position(), clock.instant(), lab.instant());
            dispatch.reload(errand);
            board.errands().add(errand);
        });
        pace.waits(request.run());
    }

    @Override
    public void reserve(String run, String stepPath, String sample, List<String> families, Runnable callback) {
        note(() -> {
            var claim = new Reservations.Claim(UUID.fromString(run), stepPath, sample, families, callback);
            if (board.endings().isWithdrawn(claim.run())) {
                proceed(claim);
            } else {
                board.reservations().claim(claim);
            }
        });
        pace.waits(run);
    }

    @Override
    public void release(String run, String stepPath) {
        note(() -> board.reservations().release(UUID.fromString(run), stepPath));
    }

    /// A run is over: it holds nothing any more.
    ///
    /// @param succeeded whether others of its workflow can be expected to go the same way
    public void forget(UUID run, boolean succeeded) {
        note(() -> {
            board.reservations().forget(run);
            board.endings().forget(run);
            var profile = board.profiles().remove(run);
            if (profile != null) {
                board.batches().unload(profile.sample());
                if (succeeded) {
                    board.experience().learn(profile.workflow(), ledger.of(run));
                }
            }
        });
    }

    /// A person has looked after a device: it is trusted again.
    void trustAgain(String device) {
        note(() -> trust(device, board.experience().breaker().cleared(device)));
    }

    /// Sends nothing more for a run, until it is let go on.
    public void hold(UUID run) {
        note(() -> board.endings().hold(run));
    }

    /// A run begins no further step: nobody waits for its vial.
    public void rest(UUID run) {
        note(() -> board.endings().rest(run));
    }

    /// Sends for a run again.
    public void goOn(UUID run) {
        note(() -> board.endings().goOn(run));
    }

    /// Ends what a run was doing: its requests are answered as canceled, now and later, the devices are asked
    /// to end its commands. A command that works on other runs' vials too goes on.
    ///
    /// @param before number in the log of the order to end; what was issued after it, to clean up, is not touched
    /// @param cleansUp whether its clean-up is still served
    public void withdraw(UUID run, long before, boolean cleansUp) {
        note(() -> {
            board.endings().withdraw(run, cleansUp);
            board.underway().values().stream()
                    .filter(command -> command.number() < before && isAlone(command, run))
                    .forEach(command -> board.endings().end(command.id()));
            // Its steps go on holding nothing: what they ask for is refused.
            board.reservations().withdraw(run).forEach(this::proceed);
            cancelAgain();
        });
    }

    /// Whether nobody but this run, and others that are being ended, wants the command.
    private boolean isAlone(CommandRecord command, UUID run) {
        var sharers = ledger.sharers(command.id());
        return (command.run().equals(run) || sharers.contains(run))
                && (command.run().equals(run) || board.endings().isWithdrawn(command.run()))
                && sharers.stream()
                        .allMatch(
                                sharer -> sharer.equals(run) || board.endings().isWithdrawn(sharer));
    }

    /// Whether a command is done for several runs.
    public boolean isShared(UUID command) {
        return !ledger.sharers(command).isEmpty();
    }

    /// Whether a stop met the run in the middle of a command: one is under way, or the last one was cut off.
    public boolean wasCutOff(UUID run) {
        var commands = ledger.of(run);
        return commands.stream().anyMatch(command -> !command.state().isOver())
                || !commands.isEmpty()
                        && (commands.getLast().state() == CommandState.ABORTED
                                || commands.getLast().state() == CommandState.INTERRUPTED);
    }

    /// Whether a stop has ended a run that ends now: one of the whole lab, or one of a device that cut its command off.
    public boolean isEndedByStop(UUID run) {
        return devices.isLabStopped() || devices.isStopped() && wasCutOff(run);
    }

    /// What waits, and why, in the order in which it is looked at.
    public List<Queued> queue() {
        return queue;
    }

    /// When an open run is expected to end; empty while no other of its workflow has.
    public Optional<Outlook> outlook(UUID run) {
        return Optional.ofNullable(outlooks.get(run));
    }

    /// Does something on the floor's thread, and then looks at everything that waits.
    private void note(Runnable work) {
        pace.begin();
        floor.execute(() -> {
            try {
                guarded(work);
                soon();
            } finally {
                pace.end();
            }
        });
    }

    /// Looks at everything that waits, once for all that happens before it comes to it.
    private void soon() {
        if (due.compareAndSet(false, true)) {
            pace.begin();
            floor.execute(() -> {
                due.set(false);
                try {
                    guarded(this::serve);
                } finally {
                    pace.end();
                }
            });
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("The lab floor stumbled; it looks again in half a second", e);
        }
    }

    private void lookAgain() {
        cancelAgain();
        alarmOfHanging();
        serve();
    }

    private void cancelAgain() {
        dispatch.cancel(board.endings().due(board.underway(), clock.instant()));
    }

    /// One alarm for a command that takes longer than nearly all before it did.
    private void alarmOfHanging() {
        var now = lab.instant();
        for (var command : List.copyOf(board.underway().values())) {
            board.experience()
                    .hangsFrom(command)
                    .filter(from -> now.isAfter(from) && hanging.add(command.id()))
                    .ifPresent(from -> log.append(
                            Subject.device(command.device())
                                    .sample(command.sample())
                                    .run(command.run()),
                            "command.hangs",
                            "%s of %s on %s should have ended: maybe somebody should look"
                                    .formatted(command.action(), command.sample(), command.device()),
                            Map.of("command", command.id(), "expectedUntil", from.toString())));
        }
    }

    private void serve() {
        surroundings.changed();
        surroundings.reachHolds();
        var scene = surroundings.scene();
        board.reservations().serve(scene.devices(), this::canHold).forEach(this::proceed);
        var precedence = new Precedence(board.profiles(), board.experience());
        var ordered = precedence.order(board.errands(), scene, lab.instant());
        for (var errand : ordered) {
            try {
                foreman.decide(errand);
            } catch (RuntimeException e) {
                // It stays in the queue; whoever waits behind it is still served.
                LOG.error("A request could not be decided on; it is looked at again", e);
            }
        }
        foreman.giveWay();
        tell(ordered);
    }

    private void tell(List<Errand> ordered) {
        var waiting = ordered.stream().filter(board.errands()::contains).toList();
        queue = waiting.stream()
                .map(errand -> new Queued(
                        errand.request().run(),
                        errand.request().sample(),
                        errand.request().family(),
                        errand.request().action(),
                        errand.since(),
                        errand.reason()))
                .toList();
        var seen = new HashMap<UUID, Outlook>();
        for (var errand : waiting) {
            var profile = board.profiles().get(errand.run());
            if (profile != null) {
                var left = board.experience()
                        .left(profile.workflow(), errand.request().stepPath());
                Outlook.of(errand.labBegan(), left, lab.instant())
                        .ifPresent(outlook -> seen.put(errand.run(), outlook));
            }
        }
        outlooks = seen;
    }

    private void proceed(Reservations.Claim claim) {
        pace.thinks(claim.run().toString());
        Thread.ofVirtual().start(claim.callback());
    }

    /// A device can be held when it is free and nothing stands in it but the claim's own vial: after a restart a run
    /// takes up what it held.
    private boolean canHold(Reservations.Claim claim, DeviceView view) {
        var plan = surroundings.scene().plan();
        return plan.isIdle(view) || plan.isFree(view) && isOwn(claim, view);
    }

    private boolean isOwn(Reservations.Claim claim, DeviceView view) {
        return samples.find(claim.sample())
                .filter(sample -> Foreman.standsIn(sample, Set.of(view.device().value())))
                .isPresent();
    }

    /// @param at when its end was heard
    private void ended(CommandRecord command, Instant at) {
        board.underway().remove(command.id());
        board.endings().ended(command.id());
        hanging.remove(command.id());
        for (var errand : board.errands()) {
            boolean mine = errand.run().equals(command.run())
                    && errand.request().stepPath().equals(command.stepPath());
            if (mine || errand.has(command)) {
                errand.ended(command, at);
            }
        }
        if (command.state() == CommandState.FAILED) {
            log.append(
                    Subject.device(command.device()).sample(command.sample()).run(command.run()),
                    "step.trouble",
                    "%s on %s: %s %s".formatted(command.action(), command.device(), command.code(), command.text()),
                    Map.of("path", command.stepPath()));
        }
        trust(command.device(), board.experience().learn(command));
    }

    private void trust(String device, CircuitBreaker.Change change) {
        switch (change) {
            case NONE -> {}
            case OPENED ->
                log.append(
                        Subject.device(device),
                        "device.distrusted",
                        "%s has failed again and again: it is left alone for a while".formatted(device),
                        Map.of());
            case CLOSED ->
                log.append(Subject.device(device), "device.trusted", "%s works again".formatted(device), Map.of());
        }
    }

    private void answer(Errand errand, ActionOutcome outcome) {
        board.errands().remove(errand);
        var run = errand.request().run();
        if (!errand.isHomeward()) {
            pace.thinks(run);
        }
        pace.begin();
        Thread.ofVirtual().start(() -> {
            try {
                errand.callback().accept(outcome);
            } finally {
                pace.end();
            }
        });
    }
}
