package org.agate.robot.conformance;

import static org.agate.robot.conformance.Examination.check;

import java.util.List;
import java.util.UUID;
import org.agate.robot.device.CancelMode;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.DeviceEvent.Accepted;
import org.agate.robot.device.DeviceEvent.Canceled;
import org.agate.robot.device.DeviceEvent.Paused;
import org.agate.robot.device.DeviceEvent.Rejected;
import org.agate.robot.device.DeviceEvent.Running;
import org.agate.robot.device.DeviceEvent.Succeeded;
import org.agate.robot.device.DeviceState.Activity;
import org.agate.robot.device.Instruction;
import org.agate.robot.device.RejectCode;

/// What a device does when it moves.
final class MotionTrials {

    private MotionTrials() {}

    static List<Trial> all() {
        return List.of(
                Trial.moving(
                        "accepted-running-over",
                        "a command is ACCEPTED, RUNNING and over, in that order",
                        MotionTrials::order),
                Trial.moving(
                        "result-promised",
                        "a success brings every result that the factsheet promises",
                        MotionTrials::result),
                Trial.moving(
                        "result-in-recent", "the end of a command stands in the retained state", MotionTrials::recent),
                Trial.moving(
                        "event-not-retained",
                        "an old event does not come to who subscribes later",
                        MotionTrials::eventNotRetained),
                Trial.moving(
                        "query-tells-fate", "a query with an id brings the fate of that command", MotionTrials::query),
                Trial.moving("duplicates-move-once", "four copies of one command move once", MotionTrials::duplicates),
                Trial.moving(
                        "late-copy-answered",
                        "a copy that comes after the end brings the end again",
                        MotionTrials::lateCopy),
                Trial.moving(
                        "id-reused-refused",
                        "the same id with other content is refused, and nothing changes",
                        MotionTrials::reused),
                Trial.moving("spelling-ignored", "10 and 10.0 are the same content", MotionTrials::spelling),
                Trial.moving("dry-run-id-free", "an id that was tried dry can be used", MotionTrials::dryThenReal),
                Trial.moving(
                        "state-while-running", "the state shows BUSY and the active command", MotionTrials::busyState),
                Trial.moving("busy-refused", "a second command is refused while one runs", MotionTrials::busy),
                Trial.moving(
                        "busy-refusal-kept",
                        "a command refused with BUSY does not start later",
                        MotionTrials::busyKept),
                Trial.moving(
                        "stale-copy-answered", "a known id is answered whatever its epoch", MotionTrials::staleCopy),
                Trial.moving("progress-rises", "progress is from 0 to 1 and never falls", MotionTrials::progress),
                Trial.moving("pause-resume", "a pause rests the action, a resume goes on", MotionTrials::pause),
                Trial.moving("cancel", "a cancel ends the action as the factsheet says", MotionTrials::cancel),
                Trial.moving("cancel-needs-lease", "a cancel of an older epoch is ignored", MotionTrials::staleCancel));
    }

    private static UUID start(Examination exam) throws InterruptedException {
        var id = exam.order(exam.lasting());
        exam.awaitEvent(id, Running.class);
        check(
                exam.events(id, 0).stream().noneMatch(DeviceEvent::terminal),
                "the action is over at once: give a longer --action");
        return id;
    }

    private static void order(Examination exam) throws InterruptedException {
        var id = exam.order(exam.brief());
        exam.awaitOver(id, exam.briefly());
        var events = exam.events(id, 0);
        check(
                events.getFirst() instanceof Accepted,
                "the first event is %s".formatted(events.getFirst().state()));
        check(
                events.size() > 1 && events.get(1) instanceof Running,
                "no RUNNING after ACCEPTED: %s".formatted(Examination.names(events)));
        exam.awaitReply(id, 0, Accepted.class);
    }

    private static Succeeded succeed(Examination exam, UUID id) throws InterruptedException {
        var over = exam.awaitOver(id, exam.briefly());
        if (over instanceof Succeeded succeeded) {
            return succeeded;
        }
        throw new NotApplicable("the action ended with %s: give another --action".formatted(over));
    }

    private static void result(Examination exam) throws InterruptedException {
        var brief = exam.brief();
        var result = succeed(exam, exam.order(brief)).result();
        var promised = exam.factsheet().actions().get(brief.action());
        var missing = promised == null
                ? List.of()
                : promised.results().keySet().stream()
                        .filter(name -> !result.containsKey(name))
                        .toList();
        check(missing.isEmpty(), "results %s are missing in %s".formatted(missing, result));
    }

    private static void recent(Examination exam) throws InterruptedException {
        var id = exam.order(exam.brief());
        var over = exam.awaitOver(id, exam.briefly());
        exam.awaitState(
                state -> state.recent().stream()
                        .anyMatch(report -> report.commandId().equals(id)
                                && report.event().state().equals(over.state())),
                "the command in (recent)");
    }

    private static void eventNotRetained(Examination exam) throws InterruptedException {
        exam.awaitOver(exam.order(exam.brief()), exam.briefly());
        IdentityTrials.eventNotRetained(exam);
    }

    private static void query(Examination exam) throws InterruptedException {
        var id = exam.order(exam.brief());
        var over = exam.awaitOver(id, exam.briefly());
        int mark = exam.probe().mark();
        exam.say(new Instruction.Query(id));
        exam.awaitEvent(id, over.getClass(), mark, Examination.PATIENCE);
    }

    private static void duplicates(Examination exam) throws InterruptedException {
        var id = UUID.randomUUID();
        var order = exam.command(id, exam.brief());
        for (int copy = 0; copy < 4; copy++) {
            exam.order(order);
        }
        exam.awaitOver(id, exam.briefly());
        Thread.sleep(Examination.SILENCE.toMillis());
        movedOnce(exam, id);
    }

    /// After the end no RUNNING may come, and before it ACCEPTED must not follow RUNNING with a fresh start.
    private static void movedOnce(Examination exam, UUID id) {
        boolean over = false;
        double progress = 0;
        for (var event : exam.events(id, 0)) {
            check(!(over && !event.terminal()), "it is %s again after its end".formatted(event.state()));
            over |= event.terminal();
            if (event instanceof Running running) {
                check(
                        running.progress() >= progress - 1e-9,
                        "it began anew: progress fell to %s".formatted(running.progress()));
                progress = running.progress();
            }
        }
    }

    private static void lateCopy(Examination exam) throws InterruptedException {
        var id = UUID.randomUUID();
        var order = exam.command(id, exam.brief());
        exam.order(order);
        var over = exam.awaitOver(id, exam.briefly());
        int mark = exam.probe().mark();
        exam.order(order);
        exam.awaitReply(id, mark, over.getClass());
        exam.staysAtRestBut(id, mark, over);
    }

    private static void reused(Examination exam) throws InterruptedException {
        var first = exam.lasting();
        var other = first.different(exam.factsheet())
                .orElseThrow(() -> new NotApplicable("the action has no number to change"));
        var id = start(exam);
        int mark = exam.probe().mark();
        exam.order(exam.command(id, other));
        var refusal = exam.awaitReply(id, mark, Rejected.class);
        check(refusal.code() == RejectCode.ID_REUSED, "refused with %s".formatted(refusal.code()));
        check(exam.events(id, mark).stream().noneMatch(DeviceEvent::terminal), "the running action was ended by it");
    }

    private static void spelling(Examination exam) throws InterruptedException {
        var exercise = exam.lasting();
        if (exercise.params().values().stream()
                .noneMatch(value ->
                        value instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue()))) {
            throw new NotApplicable("no parameter of the action is a whole number");
        }
        var id = start(exam);
        int mark = exam.probe().mark();
        exam.order(exam.command(id, exercise.respelled()));
        var answer = exam.awaitReply(id, mark, DeviceEvent.class);
        check(!(answer instanceof Rejected), "the copy was refused: %s".formatted(answer));
    }

    private static void dryThenReal(Examination exam) throws InterruptedException {
        var id = UUID.randomUUID();
        var order = exam.command(id, exam.brief());
        exam.order(Commands.dryRun(order));
        exam.probe().await(() -> exam.replies(id, 0).stream().findFirst(), Examination.PATIENCE);
        exam.order(order);
        exam.awaitEvent(id, Running.class);
    }

    private static void busyState(Examination exam) throws InterruptedException {
        var id = start(exam);
        exam.awaitState(
                state -> state.device() == Activity.BUSY
                        && state.active().stream()
                                .anyMatch(report -> report.commandId().equals(id)),
                "BUSY with the command in (active)");
    }

    private static void busy(Examination exam) throws InterruptedException {
        start(exam);
        int mark = exam.probe().mark();
        exam.awaitRefusal(
                exam.order(exam.lasting()), mark, RejectCode.BUSY, RejectCode.QUEUE_FULL, RejectCode.INTERLOCK);
    }

    private static void busyKept(Examination exam) throws InterruptedException {
        var first = start(exam);
        var id = UUID.randomUUID();
        int mark = exam.probe().mark();
        var order = exam.command(id, exam.lasting());
        exam.order(order);
        exam.awaitRefusal(id, mark, RejectCode.BUSY, RejectCode.QUEUE_FULL, RejectCode.INTERLOCK);
        exam.say(new Instruction.Cancel(first, exam.epoch()));
        exam.awaitOver(first, exam.blockwise());
        exam.awaitState(state -> state.device() == Activity.IDLE, "IDLE");
        int again = exam.probe().mark();
        exam.order(order);
        exam.staysAtRest(id, again);
    }

    private static void staleCopy(Examination exam) throws InterruptedException {
        var id = start(exam);
        int mark = exam.probe().mark();
        exam.order(Commands.issued(
                Commands.withEpoch(exam.command(id, exam.lasting()), exam.epoch() - 1),
                exam.now().minusSeconds(100)));
        var answer = exam.awaitReply(id, mark, DeviceEvent.class);
        check(!(answer instanceof Rejected), "the id was not looked up first: %s".formatted(answer));
    }

    private static void progress(Examination exam) throws InterruptedException {
        var id = start(exam);
        Thread.sleep(2_500);
        double last = 0;
        for (var event : exam.events(id, 0)) {
            if (event instanceof Running running) {
                check(
                        running.progress() >= last - 1e-9 && running.progress() <= 1,
                        "progress %s after %s".formatted(running.progress(), last));
                check(running.remainingSeconds() >= 0, "remaining_s is %s".formatted(running.remainingSeconds()));
                last = running.progress();
            }
        }
    }

    private static void pause(Examination exam) throws InterruptedException {
        var capability = exam.factsheet().actions().get(exam.lasting().action());
        if (capability == null || !capability.pause()) {
            throw new NotApplicable("the action cannot be paused");
        }
        var id = start(exam);
        exam.say(new Instruction.Pause(id));
        exam.awaitEvent(id, Paused.class, 0, exam.blockwise());
        exam.awaitState(state -> state.device() == Activity.HELD, "HELD");
        int mark = exam.probe().mark();
        exam.say(new Instruction.Resume(id, exam.epoch()));
        exam.awaitEvent(id, Running.class, mark, Examination.PATIENCE);
        exam.awaitState(state -> state.device() == Activity.BUSY, "BUSY");
    }

    private static void cancel(Examination exam) throws InterruptedException {
        var capability = exam.factsheet().actions().get(exam.lasting().action());
        if (capability == null || capability.cancel() == CancelMode.NEVER) {
            throw new NotApplicable("the action cannot be canceled");
        }
        var id = start(exam);
        exam.say(new Instruction.Cancel(id, exam.epoch()));
        exam.awaitEvent(id, Canceled.class, 0, exam.blockwise());
    }

    private static void staleCancel(Examination exam) throws InterruptedException {
        var id = start(exam);
        exam.say(new Instruction.Cancel(id, exam.epoch() - 1));
        // Where a cancel takes effect at the end of a block, an honoured one shows no sooner.
        Thread.sleep(Examination.PATIENCE.toMillis());
        check(exam.events(id, 0).stream().noneMatch(Canceled.class::isInstance), "an old controller could cancel");
    }
}
