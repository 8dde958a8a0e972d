package org.agate.orchestrator.device;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.agate.orchestrator.database.Json;
import org.agate.orchestrator.device.FloorPlan.Decision;
import org.agate.orchestrator.event.LabEvent;
import org.agate.orchestrator.sample.Condition;
import org.agate.orchestrator.sample.Sample;
import org.agate.robot.controller.DeviceView;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.DeviceState;
import org.agate.robot.device.Presence;
import org.jspecify.annotations.Nullable;

/// Makes the decisions of a run again, each from the log as it was then and from what was seen then, and compares.
///
/// A decision is a command: which one, with which parameters, on which device, to which place, and how much work
/// was believed to be left. What only clears the way is compared as a move home; the way home after a run's end
/// is not decided by its steps, and left out.
public final class Replay {

    private static final double SAME_SECONDS = 0.01;

    private final UUID run;
    private final PastLedger past = new PastLedger();
    private final Map<UUID, String> answers = new HashMap<>();
    private final Map<UUID, UUID> questions = new HashMap<>();
    private final List<Again> again = new ArrayList<>();

    /// A decision made again.
    ///
    /// @param number of the command in the log
    /// @param at the number of the log's last entry when it was made
    /// @param difference null when it came out the same
    public record Again(
            long number,
            long at,
            String step,
            String decision,
            @Nullable String difference) {}

    private Replay(UUID run) {
        this.run = run;
    }

    /// @param log every entry, in order
    public static List<Again> of(UUID run, Iterable<LabEvent> log) {
        var replay = new Replay(run);
        log.forEach(replay::read);
        return List.copyOf(replay.again);
    }

    private void read(LabEvent event) {
        if (event.kind().equals("command.issued")) {
            var issued = Json.read(event.data(), CommandFact.Issued.class);
            if (issued.run().equals(run)) {
                decide(event.id(), issued);
            }
        }
        apply(event);
    }

    private void apply(LabEvent event) {
        switch (event.kind()) {
            case "command.issued" ->
                past.apply(Json.read(event.data(), CommandFact.Issued.class), event.id(), event.at());
            case "command.shared" ->
                past.apply(Json.read(event.data(), CommandFact.Shared.class), event.id(), event.at());
            case "command.reported" ->
                past.apply(Json.read(event.data(), CommandFact.Reported.class), event.id(), event.at());
            case "command.ended" ->
                past.apply(Json.read(event.data(), CommandFact.Ended.class), event.id(), event.at());
            case "device.described" -> past.apply(Json.read(event.data(), DeviceFact.Described.class));
            case "run.started" -> past.began(id(event, "run"), text(event, "workflow"));
            case "run.succeeded" -> past.succeeded(id(event, "run"));
            case "prompt.asked" -> {
                if (Json.map(event.data()).get("about") instanceof String about) {
                    questions.put(id(event, "prompt"), UUID.fromString(about));
                }
            }
            case "prompt.answered" ->
                Optional.ofNullable(questions.get(id(event, "prompt")))
                        .ifPresent(about -> answers.put(about, text(event, "answer")));
            default -> {
                // Nothing that a decision is made from.
            }
        }
    }

    private static UUID id(LabEvent event, String name) {
        return UUID.fromString(text(event, name));
    }

    private static String text(LabEvent event, String name) {
        return String.valueOf(Json.map(event.data()).get(name));
    }

    private void decide(long number, CommandFact.Issued issued) {
        if (issued.stepPath().equals(LabFloor.CLEAN_UP)) {
            return;
        }
        var basis = issued.basis();
        again.add(new Again(
                number,
                basis == null ? 0 : basis.at(),
                issued.stepPath(),
                "%s %s%s"
                        .formatted(
                                issued.device(),
                                issued.action(),
                                issued.target() == null ? "" : " to " + issued.target()),
                basis == null ? "the log does not say what it was decided from" : difference(issued, basis)));
    }

    private @Nullable String difference(CommandFact.Issued issued, Basis basis) {
        var request = basis.asked().request(run.toString(), issued.stepPath(), issued.sample());
        var plan = plan(basis);
        var sample =
                new Sample(issued.sample(), null, "", basis.home(), basis.position(), Condition.GOOD, Instant.EPOCH);
        var tail = tail(issued, basis);
        if (tail != null) {
            return tail;
        }
        if (isGivingWay(issued, basis)) {
            return compare(
                    issued,
                    plan.without(Set.copyOf(basis.barred()))
                            .decide(request.instead("arm", "move", Map.of("to", "home")), sample));
        }
        var recovery = plan.recovery(request).orElse(issued.recovery());
        var course = new StepCourse(
                request,
                recovery,
                past.of(run, issued.stepPath()),
                command -> Optional.ofNullable(answers.get(command)).flatMap(Verdict::of));
        var next = course.next();
        if (next instanceof Next.Look(var move)) {
            next = course.located(move, Optional.of(basis.position()));
        }
        if (!(next instanceof Next.Send send)) {
            return "now it would be %s".formatted(next);
        }
        boolean elsewhere = plan.isElsewhere(request, basis.position(), send.avoid());
        var wanted = elsewhere
                ? request.instead("arm", "move", Map.of("to", request.family()))
                : request.instead(request.family(), send.action(), send.texts());
        if (!elsewhere && issued.purpose() != CommandPurpose.PREPARE && send.purpose() != issued.purpose()) {
            return "now it would be for %s, not %s".formatted(send.purpose(), issued.purpose());
        }
        return compare(issued, plan.without(Set.copyOf(basis.barred())).decide(wanted, sample));
    }

    /// A vial that only made room: its step wanted to go somewhere else.
    private static boolean isGivingWay(CommandFact.Issued issued, Basis basis) {
        return issued.purpose() == CommandPurpose.PREPARE
                && basis.home().equals(issued.target())
                && !"home".equals(basis.asked().params().get("to"));
    }

    private static @Nullable String compare(CommandFact.Issued issued, Decision decision) {
        return switch (decision) {
            case Decision.Go go -> {
                boolean same = go.device().value().equals(issued.device())
                        && java.util.Objects.equals(go.target(), issued.target())
                        && Json.map(Json.write(go.params())).equals(Json.map(Json.write(issued.params())));
                yield same ? null : "now it would be %s %s".formatted(go.device(), go.params());
            }
            case Decision.Prepare(var device, var action) ->
                device.value().equals(issued.device()) && action.equals(issued.action())
                        ? null
                        : "now it would be %s %s first".formatted(device, action);
            case Decision.Wait wait -> "now it would wait: " + wait.reason();
            case Decision.Refuse refuse -> "now it would be refused: %s %s".formatted(refuse.code(), refuse.text());
        };
    }

    /// Whether the learned durations give the same work behind the bottleneck.
    private @Nullable String tail(CommandFact.Issued issued, Basis basis) {
        var workflow = past.workflow(run);
        if (workflow.isEmpty()) {
            return null;
        }
        var now = past.experience().itinerary(workflow.get(), issued.stepPath()).tailBehind(basis.bottleneck());
        double seconds = now.toMillis() / 1000.0;
        return Math.abs(seconds - basis.tailSeconds()) < SAME_SECONDS
                ? null
                : "now %s of work would be left behind the %s, not %s"
                        .formatted(now, basis.bottleneck(), Duration.ofMillis(Math.round(1000 * basis.tailSeconds())));
    }

    private FloorPlan plan(Basis basis) {
        var busy = new HashMap<DeviceId, String>();
        var shut = new HashMap<DeviceId, String>();
        var views = new ArrayList<DeviceView>();
        basis.devices().forEach((name, seen) -> {
            var device = new DeviceId(name);
            if (seen.busy() != null) {
                busy.put(device, seen.busy());
            }
            if (seen.shut() != null) {
                shut.put(device, seen.shut());
            }
            views.add(view(device, seen));
        });
        var taken = new HashSet<>(basis.taken());
        return new FloorPlan(
                views,
                busy,
                taken::contains,
                shut,
                view -> Optional.ofNullable(java.util.Objects.requireNonNull(
                                basis.devices().get(view.device().value()))
                        .batch()));
    }

    private DeviceView view(DeviceId device, Basis.Seen seen) {
        var state = new DeviceState(
                DeviceState.Mode.AUTOMATIC,
                DeviceState.Activity.IDLE,
                null,
                new DeviceState.Lease("", 0, Instant.EPOCH),
                false,
                false,
                seen.interlocks(),
                Map.of(),
                List.of(),
                List.of(),
                List.of());
        return new DeviceView(
                device,
                Presence.ONLINE,
                Instant.EPOCH,
                "",
                past.sheet(device.value()),
                Optional.of(state),
                seen.ready(),
                Instant.EPOCH,
                Duration.ZERO,
                false,
                Map.of());
    }
}
