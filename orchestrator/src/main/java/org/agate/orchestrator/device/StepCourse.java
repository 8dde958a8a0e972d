package org.agate.orchestrator.device;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.agate.robot.device.Recovery;
import org.agate.workflows.action.ActionOutcome;
import org.agate.workflows.action.ActionRequest;
import org.agate.workflows.action.FailurePolicy.Remedy;

/// What a step does next, decided from what its commands have come to: a pure function of the ledger.
///
/// So it decides the same after a restart as it would have without, and never guesses: what cannot be proved is looked
/// at, weighed, or asked. The recovery class of the action says which.
///
/// @param recovery class of the step's action
/// @param commands of the step, in the order issued, preparations left out
/// @param verdicts of people about commands
record StepCourse(
        ActionRequest request,
        Recovery recovery,
        List<CommandRecord> commands,
        Function<UUID, Optional<Verdict>> verdicts) {

    private static final Set<String> TRY_AGAIN = Set.of("BUSY", "NO_LEASE", "STALE_EPOCH", "EXPIRED", "QUEUE_FULL");
    private static final int MOST_REFUSALS = 20;
    private static final int MOST_MEASUREMENTS = 3;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    StepCourse {
        commands = List.copyOf(commands);
    }

    Next next() {
        var open = commands.stream().filter(each -> !each.state().isOver()).findFirst();
        if (open.isPresent()) {
            return new Next.Await(open.get());
        }
        if (recovery == Recovery.MEASURE_AND_COMPLETE) {
            return new Dosing(this).next();
        }
        return last(CommandPurpose.DO).map(this::after).orElseGet(this::begin);
    }

    Next.Send begin() {
        return Next.Send.now(request.action(), request.params(), CommandPurpose.DO);
    }

    Optional<CommandRecord> last(CommandPurpose purpose) {
        return commands.stream().filter(command -> command.purpose() == purpose).reduce((first, second) -> second);
    }

    /// What follows when a command of the step's own action is over.
    private Next after(CommandRecord last) {
        return switch (last.state()) {
            case SUCCEEDED -> done(last);
            case REJECTED, DENIED -> again(last, begin());
            case FAILED -> failed(last, begin());
            case CANCELED, ABORTED -> Next.Finish.undone(last.code(), last.text());
            case INTERRUPTED, FORGOTTEN -> last.neverStarted() ? begin() : unproved(last);
            case ISSUED, ACCEPTED, RUNNING, PAUSED -> new Next.Await(last);
        };
    }

    /// A result that is not as the device's factsheet says is no number: a measurement is repeated, and what has
    /// moved something makes its sample doubtful.
    private Next done(CommandRecord last) {
        var complaint = last.detail().get(CommandLedger.COMPLAINT);
        if (complaint == null) {
            return Next.Finish.done(last.detail());
        }
        var text = "the result of %s on %s is not as its factsheet says: %s"
                .formatted(last.action(), last.device(), complaint);
        if (recovery != Recovery.QUERY) {
            return new Next.Finish(new ActionOutcome.Done(last.detail()), text);
        }
        long wrong = trailing(command -> command.state() == CommandState.SUCCEEDED);
        return wrong <= MOST_MEASUREMENTS ? begin() : judged(last, text, begin());
    }

    /// Nothing was moved by the last command: a new one is safe, but a device that keeps refusing is left alone.
    Next again(CommandRecord last, Next.Send send) {
        if (last.state() == CommandState.DENIED) {
            return send;
        }
        long refusals = trailing(command -> command.state() == CommandState.REJECTED);
        if (!TRY_AGAIN.contains(last.code()) || refusals > MOST_REFUSALS) {
            return Next.Finish.undone(last.code(), last.text());
        }
        return send.afterWall(Duration.ofMillis(Math.min(LONGEST_PAUSE_MILLIS, 100L << Math.min(10, refusals - 1))));
    }

    long trailing(Predicate<CommandRecord> wanted) {
        long count = 0;
        for (var command : commands.reversed()) {
            if (!wanted.test(command)) {
                break;
            }
            count++;
        }
        return count;
    }

    /// Something physical went wrong: the workflow's policy says what is done about it.
    Next failed(CommandRecord last, Next.Send send) {
        int failures = (int) commands.stream()
                .filter(command -> command.purpose() == last.purpose() && command.state() == CommandState.FAILED)
                .count();
        return switch (request.onFailure().after(failures)) {
            case Remedy.Retry retry -> send.afterLab(retry.pause());
            case Remedy.Alternative other -> send.avoiding(failedDevices());
            case Remedy.Recover recover ->
                request.terms().recovered() > request.onFailure().recoveriesBefore(failures)
                        ? send
                        : new Next.Finish(
                                new ActionOutcome.Recover(
                                        recover.workflow(), request.onFailure().recoveriesBefore(failures) + 1),
                                null);
            case Remedy.Skip skip ->
                new Next.Finish(
                        new ActionOutcome.Done(Map.of("skipped", true)),
                        "%s was left out after %s".formatted(request.action(), last.code()));
            case Remedy.Ask ask -> judged(last, "%s failed: %s".formatted(request.action(), last.text()), send);
            case Remedy.Fail fail -> Next.Finish.undone(last.code(), last.text());
        };
    }

    Set<String> failedDevices() {
        return commands.stream()
                .filter(command -> command.state() == CommandState.FAILED)
                .map(CommandRecord::device)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Next unproved(CommandRecord last) {
        return switch (recovery) {
            case QUERY, SETPOINT -> begin();
            case LOCATE_THEN_DECIDE -> new Next.Look(last);
            case ATTACHABLE, NEVER_REPEAT, MEASURE_AND_COMPLETE ->
                judged(
                        last,
                        "%s of %s was interrupted (%s) and nobody can prove how far it came."
                                .formatted(last.action(), last.device(), last.state()),
                        begin());
        };
    }

    /// What a person has decided about a command, or the question.
    ///
    /// @param repeat what is sent when the person wants it again
    private Next judged(CommandRecord command, String question, Next.Send repeat) {
        return verdicts.apply(command.id())
                .<Next>map(verdict -> switch (verdict) {
                    case ACCEPT ->
                        new Next.Finish(
                                new ActionOutcome.Done(Map.of("accepted", true)),
                                "a person accepted %s unproved".formatted(command.action()));
                    case REPEAT -> repeat;
                    case FAIL -> Next.Finish.undone(command.code(), "the question about it was answered with FAIL");
                })
                .orElseGet(() -> new Next.Ask(command, question));
    }

    /// What follows when the devices have said where the sample of an interrupted move is.
    Next located(CommandRecord move, Optional<String> where) {
        if (where.isPresent() && where.get().equals(move.target())) {
            return Next.Finish.done(Map.of("position", where.get(), "located", true));
        }
        return where.isPresent()
                ? begin()
                : judged(move, "Nobody knows where the vial is: the arm restarted while it carried it.", begin());
    }
}
