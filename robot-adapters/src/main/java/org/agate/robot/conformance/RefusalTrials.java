package org.agate.robot.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.agate.robot.conformance.Examination.check;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.agate.robot.device.DeviceEvent.Accepted;
import org.agate.robot.device.DeviceEvent.Rejected;
import org.agate.robot.device.Instruction;
import org.agate.robot.device.RejectCode;

/// What a device must not do.
final class RefusalTrials {

    private RefusalTrials() {}

    static List<Trial> all() {
        return List.of(
                Trial.atRest(
                        "unknown-action-refused",
                        "an action that is not in the factsheet is refused",
                        exam -> refused(
                                exam, new Exercise("no-such-action", Map.of(), null), RejectCode.UNKNOWN_ACTION)),
                Trial.atRest(
                        "missing-parameter-refused", "a parameter that is left out is refused", RefusalTrials::missing),
                Trial.atRest(
                        "range-refused",
                        "a number beyond its range is refused",
                        exam -> refused(
                                exam,
                                exam.lasting()
                                        .outOfRange(exam.factsheet())
                                        .orElseThrow(() -> new NotApplicable("no number of the action has a range")),
                                RejectCode.BAD_PARAM)),
                Trial.atRest(
                        "wrong-type-refused",
                        "a text in place of a number is refused",
                        exam -> refused(
                                exam,
                                exam.lasting()
                                        .ofWrongType(exam.factsheet())
                                        .orElseThrow(() -> new NotApplicable("the action has no number")),
                                RejectCode.BAD_PARAM,
                                RejectCode.BAD_SCHEMA)),
                Trial.atRest(
                        "expired-refused", "a command that is older than its ttl is refused", RefusalTrials::expired),
                Trial.atRest(
                        "garbage-survived",
                        "what is not JSON changes nothing and stops nothing",
                        RefusalTrials::garbage),
                Trial.atRest(
                        "wrong-version-refused", "another major version is not executed", RefusalTrials::wrongVersion),
                Trial.atRest("incomplete-refused", "a command without an action is refused", RefusalTrials::incomplete),
                Trial.atRest(
                        "oversize-survived", "a message beyond maxPayload is not executed", RefusalTrials::oversize),
                Trial.atRest(
                        "dry-run-moves-nothing", "a dry run is answered, and nothing moves", RefusalTrials::dryRun),
                Trial.atRest("dry-run-checks", "a dry run refuses what a real one would", RefusalTrials::dryRunChecks),
                Trial.atRest(
                        "refusal-kept", "what was refused stays refused when it is sent again", RefusalTrials::kept),
                Trial.atRest(
                        "unknown-cancel-ignored",
                        "a cancel of an unknown command changes nothing",
                        RefusalTrials::cancel));
    }

    private static void refused(Examination exam, Exercise exercise, RejectCode... codes) throws InterruptedException {
        int mark = exam.probe().mark();
        exam.awaitRefusal(exam.order(exercise), mark, codes);
    }

    private static void missing(Examination exam) throws InterruptedException {
        var exercise = exam.lasting();
        if (exercise.params().isEmpty()) {
            throw new NotApplicable("the action has no parameter");
        }
        refused(
                exam,
                new Exercise(exercise.action(), Map.of(), exercise.sample()),
                RejectCode.BAD_PARAM,
                RejectCode.BAD_SCHEMA);
    }

    private static void expired(Examination exam) throws InterruptedException {
        int mark = exam.probe().mark();
        var id = UUID.randomUUID();
        exam.order(Commands.issued(exam.command(id, exam.brief()), exam.now().minusSeconds(100)));
        exam.awaitRefusal(id, mark, RejectCode.EXPIRED);
    }

    private static void garbage(Examination exam) throws InterruptedException {
        for (var rubbish : List.of("", "not json", "[]", "7", "{\"v\":\"1.0\"}", "{\"v\":\"1.0\",\"commandId\":7}")) {
            exam.rawCommand(rubbish.getBytes(UTF_8), "(%s)".formatted(rubbish));
            exam.rawInstant(rubbish.getBytes(UTF_8), "(%s)".formatted(rubbish));
        }
        exam.rawCommand(new byte[] {(byte) 0xff, (byte) 0xfe, 0}, "(three bytes that are no text)");
        exam.stillHears();
    }

    private static String json(Examination exam, UUID id, String version) {
        var order = new String(exam.codec().command(exam.command(id, exam.brief())), UTF_8);
        return order.replace("\"v\":\"1.0\"", "\"v\":\"%s\"".formatted(version));
    }

    private static void wrongVersion(Examination exam) throws InterruptedException {
        int mark = exam.probe().mark();
        var id = UUID.randomUUID();
        exam.rawCommand(json(exam, id, "2.0").getBytes(UTF_8), "version 2.0");
        exam.staysAtRest(id, mark);
        exam.stillHears();
    }

    private static void incomplete(Examination exam) throws InterruptedException {
        int mark = exam.probe().mark();
        var id = UUID.randomUUID();
        var order = json(exam, id, "1.0").replaceFirst("\"action\":\"[^\"]*\",", "");
        exam.rawCommand(order.getBytes(UTF_8), "without action");
        exam.awaitRefusal(id, mark, RejectCode.BAD_SCHEMA, RejectCode.UNKNOWN_ACTION);
    }

    private static void oversize(Examination exam) throws InterruptedException {
        int mark = exam.probe().mark();
        var id = UUID.randomUUID();
        var filling = "x".repeat(exam.factsheet().protocol().maxPayload() + 1);
        var order = json(exam, id, "1.0").replaceFirst("\\{", "{\"filling\":\"%s\",".formatted(filling));
        exam.rawCommand(order.getBytes(UTF_8), "%d bytes".formatted(order.length()));
        exam.staysAtRest(id, mark);
        exam.stillHears();
    }

    private static void dryRun(Examination exam) throws InterruptedException {
        int mark = exam.probe().mark();
        var id = UUID.randomUUID();
        exam.order(Commands.dryRun(exam.command(id, exam.brief())));
        exam.awaitReply(id, mark, Accepted.class);
        Thread.sleep(Examination.SILENCE.toMillis());
        check(
                exam.events(id, mark).isEmpty(),
                "a dry run made events: %s".formatted(Examination.names(exam.events(id, mark))));
        check(exam.present().orElseThrow().active().isEmpty(), "a dry run is active");
    }

    private static void dryRunChecks(Examination exam) throws InterruptedException {
        int mark = exam.probe().mark();
        var id = UUID.randomUUID();
        var wrong = exam.lasting()
                .ofWrongType(exam.factsheet())
                .orElseThrow(() -> new NotApplicable("the action has no number"));
        exam.order(Commands.dryRun(exam.command(id, wrong)));
        exam.awaitRefusal(id, mark, RejectCode.BAD_PARAM, RejectCode.BAD_SCHEMA);
    }

    private static void kept(Examination exam) throws InterruptedException {
        int mark = exam.probe().mark();
        var id = UUID.randomUUID();
        var order = exam.command(id, exam.brief());
        exam.order(Commands.withEpoch(order, exam.epoch() - 1));
        exam.awaitRefusal(id, mark, RejectCode.STALE_EPOCH);
        int again = exam.probe().mark();
        exam.order(order);
        exam.awaitReply(id, again, Rejected.class);
        exam.staysAtRest(id, again);
    }

    private static void cancel(Examination exam) throws InterruptedException {
        exam.say(new Instruction.Cancel(UUID.randomUUID(), exam.epoch()));
        exam.isAlive();
    }
}
