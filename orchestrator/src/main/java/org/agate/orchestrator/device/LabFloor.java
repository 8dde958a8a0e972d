package org.agate.orchestrator.device;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agate.orchestrator.Sources.Ids;
import org.agate.orchestrator.clock.LabPace;
import org.agate.orchestrator.clock.LabTime;
import org.agate.orchestrator.device.FloorPlan.Decision;
import org.agate.orchestrator.event.EventLog;
import org.agate.orchestrator.event.Subject;
import org.agate.orchestrator.operator.Prompts;
import org.agate.orchestrator.sample.Condition;
import org.agate.orchestrator.sample.Sample;
import org.agate.orchestrator.sample.SampleStore;
import org.agate.robot.controller.DeviceView;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.Recovery;
import org.agate.workflows.action.ActionOutcome;
import org.agate.workflows.action.ActionRequest;
import org.agate.workflows.action.Laboratory;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The laboratory as workflows see it: requests wait here, in order of arrival, until a device is free.
///
/// All decisions are made on one thread of its own; whoever asks or reports only leaves a note there. What a step does
/// next is decided by [StepCourse] from the command ledger, so a request that is asked again after a restart is taken
/// up where it stood.
@ApplicationScoped
public class LabFloor implements Laboratory {

    private static final Logger LOG = Logger.getLogger(LabFloor.class);
    private static final Set<String> CLEAN_UP_AGAIN = Set.of(
            "INTERRUPTED",
            "ABORTED",
            "CANCELED",
            "STOPPED",
            "DENIED",
            "FORGOTTEN",
            "BUSY",
            "NO_LEASE",
            "STALE_EPOCH",
            "EXPIRED");
    private static final Next CANCELED = Next.Finish.undone("CANCELED", "a person ended the run");
    private static final long LOOK_AGAIN_MILLIS = 500;
    private static final int MOST_PREPARATIONS = 20;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration CANCEL_AGAIN = Duration.ofSeconds(5);

    /// The step path of a request that carries a sample home after its run has ended.
    public static final String CLEAN_UP = "clean-up/home";

    private final DeviceBoard board;
    private final CommandLedger ledger;
    private final SampleStore samples;
    private final Prompts prompts;
    private final EventLog log;
    private final InstantSource wall;
    private final LabTime lab;
    private final Ids ids;
    private final LabPace pace;
    private final List<Errand> errands = new ArrayList<>();
    private final Map<UUID, CommandRecord> underway = new LinkedHashMap<>();
    private final Set<UUID> still = new HashSet<>();
    private final Map<UUID, Instant> ending = new HashMap<>();
    private final Map<UUID, Boolean> withdrawn = new HashMap<>();
    private final Reservations reservations = new Reservations();
    private final ScheduledExecutorService floor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("lab-floor").factory());
    private volatile List<Queued> queue = List.of();

    /// A request that waits, and why.
    public record Queued(String run, String sample, String family, String action, Instant since, String reason) {}

    LabFloor(
            DeviceBoard board,
            CommandLedger ledger,
            SampleStore samples,
            Prompts prompts,
            EventLog log,
            InstantSource wall,
            LabTime lab,
            Ids ids,
            LabPace pace) {
        this.board = board;
        this.ledger = ledger;
        this.samples = samples;
        this.prompts = prompts;
        this.log = log;
        this.wall = wall;
        this.lab = lab;
        this.ids = ids;
        this.pace = pace;
    }

    /// Begins to listen to the board. Commands of an earlier start keep their devices busy until they end.
    public void open() {
        ledger.open().forEach(command -> underway.put(command.id(), command));
        board.onEnded(command -> note(() -> ended(command)));
        board.onChanged(() -> note(this::dispatch));
        prompts.onAnswered(prompt -> note(this::dispatch));
        floor.scheduleWithFixedDelay(
                () -> guarded(this::lookAgain), LOOK_AGAIN_MILLIS, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void perform(ActionRequest request, Consumer<ActionOutcome> callback) {
        note(() -> {
            var errand = new Errand(request, callback, wall.instant());
            errand.commands(ledger.of(errand.run(), request.stepPath()));
            errands.add(errand);
            dispatch();
        });
        pace.waits(request.run());
    }

    @Override
    public void reserve(String run, String stepPath, String sample, List<String> families, Runnable callback) {
        note(() -> {
            var claim = new Reservations.Claim(UUID.fromString(run), stepPath, sample, families, callback);
            if (withdrawn.containsKey(claim.run())) {
                proceed(claim);
                return;
            }
            reservations.claim(claim);
            dispatch();
        });
        pace.waits(run);
    }

    @Override
    public void release(String run, String stepPath) {
        note(() -> {
            reservations.release(UUID.fromString(run), stepPath);
            dispatch();
        });
    }

    /// A run is over: it holds nothing any more.
    public void forget(UUID run) {
        note(() -> {
            reservations.forget(run);
            withdrawn.remove(run);
            dispatch();
        });
    }

    /// Sends nothing more for a run, until it is let go on.
    public void hold(UUID run) {
        note(() -> still.add(run));
    }

    /// Sends for a run again.
    public void goOn(UUID run) {
        note(() -> {
            still.remove(run);
            dispatch();
        });
    }

    /// Ends what a run was doing: its requests are answered as canceled, now and later, the devices are asked to end
    /// its
    /// commands.
    ///
    /// @param before number in the log of the order to end; what was issued after it, to clean up, is not touched
    /// @param cleansUp whether its clean-up is still served
    public void withdraw(UUID run, long before, boolean cleansUp) {
        note(() -> {
            still.remove(run);
            withdrawn.put(run, cleansUp);
            underway.values().stream()
                    .filter(command -> command.run().equals(run) && command.number() < before)
                    .forEach(command -> ending.put(command.id(), Instant.EPOCH));
            // Its steps go on holding nothing: what they ask for is refused.
            reservations.withdraw(run).forEach(this::proceed);
            lookAgain();
        });
    }

    private boolean isWithdrawn(Errand errand) {
        var cleansUp = withdrawn.get(errand.run());
        return cleansUp != null
                && !errand.isHomeward()
                && !(cleansUp && errand.request().cleanUp());
    }

    /// Whether a command of the run is under way; for whoever wants to know when it came to rest.
    public boolean isBusy(UUID run) {
        return ledger.of(run).stream().anyMatch(command -> !command.state().isOver());
    }

    /// What waits, and why, in order.
    public List<Queued> queue() {
        return queue;
    }

    private void note(Runnable work) {
        pace.begin();
        floor.execute(() -> {
            try {
                guarded(work);
            } finally {
                pace.end();
            }
        });
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
        dispatch();
    }

    /// A cancel may be lost on the way: it is said until the command is over.
    private void cancelAgain() {
        var now = wall.instant();
        ending.replaceAll((id, said) -> {
            var command = underway.get(id);
            if (command == null || still.contains(command.run()) || now.isBefore(said.plus(CANCEL_AGAIN))) {
                return said;
            }
            board.link().cancel(new DeviceId(command.device()), id);
            return now;
        });
    }

    private void dispatch() {
        var devices = board.devices();
        reservations.serve(devices, this::canHold).forEach(this::proceed);
        for (var errand : List.copyOf(errands)) {
            try {
                decide(errand);
            } catch (RuntimeException e) {
                // It stays in the queue; whoever waits behind it is still served.
                LOG.error("A request could not be decided on; it is looked at again", e);
            }
        }
        queue = errands.stream()
                .map(errand -> new Queued(
                        errand.request().run(),
                        errand.request().sample(),
                        errand.request().family(),
                        errand.request().action(),
                        errand.since(),
                        errand.reason()))
                .toList();
    }

    private void proceed(Reservations.Claim claim) {
        pace.thinks(claim.run().toString());
        Thread.ofVirtual().start(claim.callback());
    }

    /// A device can be held when it is free and nothing stands in it but the claim's own vial: after a restart a run
    /// takes up what it held.
    private boolean canHold(Reservations.Claim claim, DeviceView view) {
        return plan().isIdle(view) || plan().isFree(view) && isOwn(claim, view);
    }

    private boolean isOwn(Reservations.Claim claim, DeviceView view) {
        return samples.find(claim.sample())
                .filter(sample -> standsIn(sample, Set.of(view.device().value())))
                .isPresent();
    }

    private void decide(Errand errand) {
        if (still.contains(errand.run())) {
            errand.waitsFor("the run is held");
        } else if (errand.isHomeward()) {
            bringHome(errand);
        } else {
            var next = course(errand).next();
            boolean settled = next instanceof Next.Await || next instanceof Next.Finish;
            follow(errand, isWithdrawn(errand) && !settled ? CANCELED : next);
        }
    }

    private StepCourse course(Errand errand) {
        var recovery = errand.recovery();
        if (recovery == null) {
            recovery = plan().recovery(errand.request()).orElse(null);
            if (recovery != null) {
                errand.recovery(recovery);
            }
        }
        return new StepCourse(
                errand.request(),
                recovery == null ? Recovery.NEVER_REPEAT : recovery,
                errand.commands(),
                command -> prompts.about(command)
                        .flatMap(prompt -> Optional.ofNullable(prompt.answer()))
                        .flatMap(Verdict::of));
    }

    private void follow(Errand errand, Next next) {
        switch (next) {
            case Next.Await(var command) ->
                errand.waitsFor("%s is at it (%s)".formatted(command.device(), command.state()));
            case Next.Send send -> send(errand, send);
            case Next.Look(var command) -> look(errand, command);
            case Next.Ask(var about, var question) -> {
                samples.worsen(about.sample(), Condition.QUARANTINED, question);
                prompts.askAbout(
                        about.id(),
                        about.run(),
                        about.stepPath(),
                        about.sample(),
                        question,
                        Verdict.choices(),
                        Verdict.FAIL.name());
                errand.waitsFor("a person is asked: " + question);
            }
            case Next.Finish(var outcome, var doubt) -> {
                settle(errand, doubt);
                answer(errand, outcome);
            }
        }
    }

    private void settle(Errand errand, @Nullable String doubt) {
        var sample = errand.request().sample();
        if (doubt != null) {
            samples.worsen(sample, Condition.SUSPECT, doubt);
        }
        errand.commands().stream()
                .flatMap(command -> prompts.about(command.id()).stream())
                .filter(prompt -> Set.of("ACCEPT", "REPEAT").contains(String.valueOf(prompt.answer())))
                .findFirst()
                .filter(prompt -> samples.get(sample).condition() == Condition.QUARANTINED)
                .ifPresent(prompt -> samples.judge(
                        sample,
                        Condition.SUSPECT,
                        String.valueOf(prompt.answeredBy()),
                        String.valueOf(prompt.reason())));
    }

    /// After an interrupted move nobody knows where the sample is until every device has said what it holds.
    private void look(Errand errand, CommandRecord move) {
        if (!located(errand, move.ended() == null ? errand.since() : move.ended())) {
            return;
        }
        follow(errand, course(errand).located(move, board.locate(move.sample())));
    }

    private boolean located(Errand errand, Instant since) {
        var id = errand.request().sample();
        boolean moving =
                underway.values().stream().anyMatch(command -> command.sample().equals(id));
        if (moving || !board.allHeardSince(since)) {
            errand.waitsFor("every device is asked where %s is".formatted(id));
            return false;
        }
        board.locate(id)
                .filter(where -> !where.equals(samples.get(id).position()))
                .ifPresent(where -> samples.move(id, where, "it was found there"));
        return true;
    }

    private void bringHome(Errand errand) {
        // What was said before the last attempt ended may be where the vial was, not where it is.
        var ended =
                errand.commands().isEmpty() ? null : errand.commands().getLast().ended();
        if (!located(errand, ended == null || ended.isBefore(errand.since()) ? errand.since() : ended)) {
            return;
        }
        var sample = samples.get(errand.request().sample());
        if (sample.home().equals(sample.position())) {
            answer(errand, new ActionOutcome.Done(Map.of()));
            return;
        }
        var last = errand.commands().isEmpty() ? null : errand.commands().getLast();
        if (last == null || last.state() == CommandState.SUCCEEDED) {
            send(errand, Next.Send.now("move", errand.request().params(), CommandPurpose.DO));
        } else if (CLEAN_UP_AGAIN.contains(last.code())) {
            send(
                    errand,
                    Next.Send.now("move", errand.request().params(), CommandPurpose.DO)
                            .afterWall(LONGEST_PAUSE));
        } else {
            answer(errand, new ActionOutcome.Undone(last.code(), last.text()));
        }
    }

    private void send(Errand errand, Next.Send send) {
        errand.pause(send, wall.instant(), lab.instant());
        if (errand.isPaused(wall.instant(), lab.instant())) {
            errand.waitsFor("a pause before %s is tried again".formatted(send.action()));
            return;
        }
        var request = errand.request();
        var sample = samples.get(request.sample());
        boolean elsewhere = standsIn(sample, send.avoid());
        // Another device is to do it: the vial goes there first.
        var wanted = elsewhere
                ? like(request, "arm", "move", Map.of("to", request.family()))
                : like(request, request.family(), send.action(), send.texts());
        var purpose = elsewhere ? CommandPurpose.PREPARE : send.purpose();
        var barred = new HashSet<>(reservations.barredFor(errand.run(), board.devices()));
        barred.addAll(send.avoid());
        switch (plan().without(barred).decide(wanted, sample)) {
            case Decision.Go go -> issue(errand, wanted, go, purpose);
            case Decision.Prepare prepare -> prepare(errand, wanted, prepare);
            case Decision.Wait wait -> errand.waitsFor(wait.reason());
            case Decision.Refuse refuse -> answer(errand, new ActionOutcome.Undone(refuse.code(), refuse.text()));
        }
    }

    private static boolean standsIn(Sample sample, Set<String> devices) {
        var position = sample.position();
        return position != null && devices.stream().anyMatch(device -> position.startsWith(device + "/"));
    }

    private static ActionRequest like(ActionRequest request, String family, String action, Map<String, String> params) {
        return new ActionRequest(
                request.run(),
                request.stepPath(),
                request.sample(),
                family,
                action,
                params,
                request.onFailure(),
                request.cleanUp());
    }

    private void prepare(Errand errand, ActionRequest wanted, Decision.Prepare prepare) {
        if (errand.preparations() >= MOST_PREPARATIONS) {
            answer(
                    errand,
                    new ActionOutcome.Undone(
                            "NOT_PREPARED",
                            "%s %s failed again and again".formatted(prepare.device(), prepare.action())));
            return;
        }
        errand.prepared();
        // The first times at once; a door that does not move is not tried for ever.
        if (errand.preparations() > 2) {
            errand.pauseUntil(wall.instant().plus(LONGEST_PAUSE));
        }
        errand.waitsFor("%s %s first".formatted(prepare.device(), prepare.action()));
        issue(
                errand,
                like(wanted, wanted.family(), prepare.action(), Map.of()),
                new Decision.Go(prepare.device(), Map.of(), null, Recovery.SETPOINT),
                CommandPurpose.PREPARE);
    }

    /// Committed first, then sent.
    private void issue(Errand errand, ActionRequest wanted, Decision.Go go, CommandPurpose purpose) {
        var stepPath = wanted.stepPath();
        var command = ledger.issue(new CommandFact.Issued(
                ids.get(),
                errand.run(),
                stepPath,
                wanted.sample(),
                go.device().value(),
                wanted.action(),
                go.params(),
                go.target(),
                purpose,
                go.recovery()));
        underway.put(command.id(), command);
        errand.commands(ledger.of(errand.run(), stepPath));
        board.link().post(go.device(), command.id(), wanted.action(), go.params(), wanted.sample());
    }

    private FloorPlan plan() {
        var busy = new HashSet<DeviceId>();
        var targets = new HashSet<String>();
        underway.values().forEach(command -> {
            busy.add(new DeviceId(command.device()));
            if (command.target() != null) {
                targets.add(command.target());
            }
        });
        return new FloorPlan(
                board.devices(),
                busy,
                position -> targets.contains(position)
                        || samples.at(position).isPresent()
                        || board.occupant(position).filter(this::isUnaccounted).isPresent());
    }

    /// A vial that the database has lost, or never knew, stands where its device says: a report that is older than the
    /// last move of a known one does not count.
    private boolean isUnaccounted(String sample) {
        return samples.find(sample).map(known -> known.position() == null).orElse(true);
    }

    private void ended(CommandRecord command) {
        underway.remove(command.id());
        ending.remove(command.id());
        errands.stream()
                .filter(errand -> errand.run().equals(command.run())
                        && errand.request().stepPath().equals(command.stepPath()))
                .forEach(errand -> errand.commands(ledger.of(command.run(), command.stepPath())));
        if (command.state() == CommandState.FAILED) {
            log.append(
                    Subject.device(command.device()).sample(command.sample()).run(command.run()),
                    "step.trouble",
                    "%s on %s: %s %s".formatted(command.action(), command.device(), command.code(), command.text()),
                    Map.of("path", command.stepPath()));
        }
        dispatch();
    }

    private void answer(Errand errand, ActionOutcome outcome) {
        errands.remove(errand);
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
