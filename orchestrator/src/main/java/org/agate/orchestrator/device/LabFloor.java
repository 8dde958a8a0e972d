package org.agate.orchestrator.device;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agate.orchestrator.Sources.Ids;
import org.agate.orchestrator.database.Json;
import org.agate.orchestrator.device.FloorPlan.Decision;
import org.agate.orchestrator.event.EventLog;
import org.agate.orchestrator.event.Subject;
import org.agate.orchestrator.sample.SampleStore;
import org.agate.robot.device.DeviceId;
import org.agate.workflows.action.ActionOutcome;
import org.agate.workflows.action.ActionRequest;
import org.agate.workflows.action.Laboratory;
import org.jboss.logging.Logger;

/// The laboratory as workflows see it: requests wait here, in order of arrival, until a device is free.
///
/// All decisions are made on one thread of its own; whoever asks or reports only leaves a note there.
@ApplicationScoped
public class LabFloor implements Laboratory {

    private static final Logger LOG = Logger.getLogger(LabFloor.class);
    private static final Set<String> TRY_AGAIN = Set.of("BUSY", "NO_LEASE", "STALE_EPOCH", "EXPIRED");
    private static final Set<String> CLEAN_UP_AGAIN =
            Set.of("INTERRUPTED", "ABORTED", "CANCELED", "STOPPED", "UNKNOWN");
    private static final long LOOK_AGAIN_MILLIS = 500;
    private static final int MOST_ATTEMPTS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    /// The step path of a request that carries a sample home after its run has ended.
    public static final String CLEAN_UP = "clean-up/home";

    private final DeviceBoard board;
    private final CommandLedger ledger;
    private final SampleStore samples;
    private final EventLog log;
    private final InstantSource wall;
    private final Ids ids;
    private final LabPace pace;
    private final List<Waiting> waiting = new ArrayList<>();
    private final Map<UUID, Ongoing> ongoing = new HashMap<>();
    private final ScheduledExecutorService floor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("lab-floor").factory());
    private volatile List<Queued> queue = List.of();

    /// @param notBefore when it may be looked at again
    /// @param attempts how often it was sent and refused
    private record Waiting(
            ActionRequest request,
            Consumer<ActionOutcome> callback,
            Instant since,
            String reason,
            Instant notBefore,
            int attempts) {

        Waiting because(String why) {
            return new Waiting(request, callback, since, why, notBefore, attempts);
        }

        Waiting again(Instant now, long afterMillis) {
            return new Waiting(request, callback, now, reason, now.plusMillis(afterMillis), attempts + 1);
        }

        boolean isCleanUp() {
            return request.stepPath().equals(CLEAN_UP);
        }
    }

    private record Ongoing(Waiting waiting, DeviceId device, String target) {}

    /// A request that waits, and why.
    public record Queued(String run, String sample, String family, String action, Instant since, String reason) {}

    LabFloor(
            DeviceBoard board,
            CommandLedger ledger,
            SampleStore samples,
            EventLog log,
            InstantSource wall,
            Ids ids,
            LabPace pace) {
        this.board = board;
        this.ledger = ledger;
        this.samples = samples;
        this.log = log;
        this.wall = wall;
        this.ids = ids;
        this.pace = pace;
    }

    /// Begins to listen to the board.
    public void open() {
        ledger.open()
                .forEach(command ->
                        ongoing.put(command.id(), new Ongoing(orphan(command), new DeviceId(command.device()), "")));
        board.onEnded(command -> note(() -> ended(command)));
        board.onChanged(() -> note(this::dispatch));
        floor.scheduleWithFixedDelay(
                () -> guarded(this::dispatch), LOOK_AGAIN_MILLIS, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// Nobody waits for a command of an earlier start, but its device is busy until it ends.
    private static Waiting orphan(CommandRecord command) {
        var request = new ActionRequest(
                command.run().toString(), command.stepPath(), command.sample(), "", command.action(), Map.of());
        return new Waiting(request, outcome -> {}, command.issued(), "", command.issued(), 0);
    }

    @Override
    public void perform(ActionRequest request, Consumer<ActionOutcome> callback) {
        note(() -> {
            waiting.add(new Waiting(request, callback, wall.instant(), "", Instant.EPOCH, 0));
            dispatch();
        });
        pace.waits(request.run());
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

    private void dispatch() {
        for (var next : List.copyOf(waiting)) {
            if (wall.instant().isBefore(next.notBefore())) {
                continue;
            }
            try {
                decide(next);
            } catch (RuntimeException e) {
                // It stays in the queue; whoever waits behind it is still served.
                LOG.error("A request could not be decided on; it is looked at again", e);
            }
        }
        queue = waiting.stream()
                .map(w -> new Queued(
                        w.request().run(),
                        w.request().sample(),
                        w.request().family(),
                        w.request().action(),
                        w.since(),
                        w.reason()))
                .toList();
    }

    private void decide(Waiting next) {
        if (next.isCleanUp() && !located(next)) {
            return;
        }
        var sample = samples.get(next.request().sample());
        if (next.isCleanUp() && sample.home().equals(sample.position())) {
            waiting.remove(next);
            answer(next, new ActionOutcome.Done(Map.of()));
            return;
        }
        switch (plan().decide(next.request(), sample)) {
            case Decision.Go go -> {
                send(next, go);
                waiting.remove(next);
            }
            case Decision.Prepare prepare -> {
                if (next.attempts() >= MOST_ATTEMPTS) {
                    waiting.remove(next);
                    answer(
                            next,
                            new ActionOutcome.Undone(
                                    "NOT_PREPARED",
                                    "%s %s failed again and again".formatted(prepare.device(), prepare.action())));
                    return;
                }
                send(preparation(next, prepare), new Decision.Go(prepare.device(), Map.of(), null));
                // The first times at once; a door that does not move is not tried for ever.
                long pause = next.attempts() < 2 ? 0 : pauseMillis(next.attempts());
                waiting.set(
                        waiting.indexOf(next),
                        next.again(wall.instant(), pause)
                                .because("%s %s first".formatted(prepare.device(), prepare.action())));
            }
            case Decision.Wait wait -> waiting.set(waiting.indexOf(next), next.because(wait.reason()));
            case Decision.Refuse refuse -> {
                waiting.remove(next);
                answer(next, new ActionOutcome.Undone(refuse.code(), refuse.text()));
            }
        }
    }

    /// A command in a request's name that nobody waits for: the request itself stays in the queue.
    private Waiting preparation(Waiting next, Decision.Prepare prepare) {
        var request = next.request();
        var first = new ActionRequest(
                request.run(),
                request.stepPath() + "/" + prepare.action(),
                request.sample(),
                "",
                prepare.action(),
                Map.of());
        return new Waiting(first, outcome -> {}, wall.instant(), "", Instant.EPOCH, MOST_ATTEMPTS);
    }

    /// After a failure nobody knows where a sample is until every device has said what it holds.
    private boolean located(Waiting next) {
        var id = next.request().sample();
        boolean moving = ongoing.values().stream()
                .anyMatch(command -> command.waiting().request().sample().equals(id));
        if (moving || !board.allHeardSince(next.since())) {
            waiting.set(waiting.indexOf(next), next.because("every device is asked where %s is".formatted(id)));
            return false;
        }
        board.locate(id)
                .filter(where -> !where.equals(samples.get(id).position()))
                .ifPresent(where -> {
                    samples.move(id, where);
                    log.append(
                            Subject.none().sample(id),
                            "sample.located",
                            "%s was found at %s".formatted(id, where),
                            Map.of());
                });
        return true;
    }

    private FloorPlan plan() {
        var busy = new HashSet<DeviceId>();
        var targets = new HashSet<String>();
        ongoing.values().forEach(command -> {
            busy.add(command.device());
            targets.add(command.target());
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

    /// Committed first, then sent.
    private void send(Waiting next, Decision.Go go) {
        var id = ids.get();
        var target = go.target();
        ledger.issue(id, next.request(), go.device(), go.params(), target);
        ongoing.put(id, new Ongoing(next, go.device(), target == null ? "" : target));
        board.link()
                .post(
                        go.device(),
                        id,
                        next.request().action(),
                        go.params(),
                        next.request().sample());
    }

    private void ended(CommandRecord command) {
        var done = ongoing.remove(command.id());
        if (done != null) {
            var detail = command.outcome().isEmpty() ? Map.<String, Object>of() : Json.map(command.outcome());
            var code = String.valueOf(detail.getOrDefault("code", command.state()));
            if (command.state().equals("SUCCEEDED")) {
                answer(done.waiting(), new ActionOutcome.Done(detail));
            } else if (command.state().equals("REJECTED")
                    && TRY_AGAIN.contains(code)
                    && done.waiting().attempts() < MOST_ATTEMPTS) {
                // It never started and never will: a new command with a new id is safe.
                waiting.addFirst(done.waiting()
                        .again(wall.instant(), pauseMillis(done.waiting().attempts())));
            } else if (done.waiting().isCleanUp() && CLEAN_UP_AGAIN.contains(code)) {
                waiting.add(done.waiting().again(wall.instant(), LONGEST_PAUSE_MILLIS));
            } else {
                log.append(
                        Subject.device(command.device())
                                .sample(command.sample())
                                .run(command.run()),
                        "step.failed",
                        "%s on %s: %s %s"
                                .formatted(command.action(), command.device(), code, detail.getOrDefault("text", "")),
                        Map.of("path", command.stepPath()));
                answer(done.waiting(), new ActionOutcome.Undone(code, String.valueOf(detail.getOrDefault("text", ""))));
            }
        }
        dispatch();
    }

    private static long pauseMillis(int attempts) {
        return Math.min(LONGEST_PAUSE_MILLIS, 100L << Math.min(10, attempts));
    }

    private void answer(Waiting waiting, ActionOutcome outcome) {
        var run = waiting.request().run();
        if (!waiting.isCleanUp() && !waiting.request().family().isEmpty()) {
            pace.thinks(run);
        }
        pace.begin();
        Thread.ofVirtual().start(() -> {
            try {
                waiting.callback().accept(outcome);
            } finally {
                pace.end();
            }
        });
    }
}
