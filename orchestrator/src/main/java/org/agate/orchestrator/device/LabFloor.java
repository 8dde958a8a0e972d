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
    private static final long LOOK_AGAIN_MILLIS = 500;

    private final DeviceBoard board;
    private final CommandLedger ledger;
    private final SampleStore samples;
    private final EventLog log;
    private final InstantSource wall;
    private final Ids ids;
    private final List<Waiting> waiting = new ArrayList<>();
    private final Map<UUID, Ongoing> ongoing = new HashMap<>();
    private final ScheduledExecutorService floor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("lab-floor").factory());
    private volatile List<Queued> queue = List.of();

    private record Waiting(ActionRequest request, Consumer<ActionOutcome> callback, Instant since, String reason) {}

    private record Ongoing(Waiting waiting, DeviceId device, String target) {}

    /// A request that waits, and why.
    public record Queued(String run, String sample, String family, String action, Instant since, String reason) {}

    LabFloor(DeviceBoard board, CommandLedger ledger, SampleStore samples, EventLog log, InstantSource wall, Ids ids) {
        this.board = board;
        this.ledger = ledger;
        this.samples = samples;
        this.log = log;
        this.wall = wall;
        this.ids = ids;
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
        return new Waiting(request, outcome -> {}, command.issued(), "");
    }

    @Override
    public void perform(ActionRequest request, Consumer<ActionOutcome> callback) {
        note(() -> {
            waiting.add(new Waiting(request, callback, wall.instant(), ""));
            dispatch();
        });
    }

    /// What waits, and why, in order.
    public List<Queued> queue() {
        return queue;
    }

    private void note(Runnable work) {
        floor.execute(() -> guarded(work));
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
            var sample = samples.get(next.request().sample());
            switch (plan().decide(next.request(), sample)) {
                case Decision.Go go -> {
                    waiting.remove(next);
                    send(next, go);
                }
                case Decision.Wait wait ->
                    waiting.set(
                            waiting.indexOf(next),
                            new Waiting(next.request(), next.callback(), next.since(), wait.reason()));
                case Decision.Refuse refuse -> {
                    waiting.remove(next);
                    answer(next, new ActionOutcome.Undone(refuse.code(), refuse.text()));
                }
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
                position -> targets.contains(position) || samples.at(position).isPresent());
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
            } else if (command.state().equals("REJECTED") && TRY_AGAIN.contains(code)) {
                // It never started and never will: a new command with a new id is safe.
                waiting.addFirst(done.waiting());
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

    private static void answer(Waiting waiting, ActionOutcome outcome) {
        Thread.ofVirtual().start(() -> waiting.callback().accept(outcome));
    }
}
