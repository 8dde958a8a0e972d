package org.agate.robot.conformance;

import static org.agate.robot.conformance.Examination.HOLDER;
import static org.agate.robot.conformance.Examination.check;

import java.time.Duration;
import java.util.List;
import org.agate.robot.device.Instruction.TakeLease;
import org.agate.robot.device.RejectCode;

/// Who may command a device.
final class LeaseTrials {

    private LeaseTrials() {}

    static List<Trial> all() {
        return List.of(
                Trial.atRest(
                        "lease-renewed", "the holder extends its lease under the same epoch", LeaseTrials::renewed),
                Trial.atRest("lease-theft-refused", "another holder gets no lease while one runs", LeaseTrials::theft),
                Trial.atRest("lease-forced", "a person takes over with force and a higher epoch", LeaseTrials::forced),
                Trial.atRest(
                        "lease-epoch-only-rises",
                        "a new grant needs a higher epoch than any before",
                        LeaseTrials::onlyRises),
                Trial.atRest("no-lease-refused", "without a lease no command is taken", LeaseTrials::expired),
                Trial.atRest(
                        "future-epoch-refused",
                        "a command of an epoch that was never granted is refused",
                        LeaseTrials::future),
                Trial.atRest("stale-epoch-refused", "a command of an older epoch is refused", LeaseTrials::stale));
    }

    private static void renewed(Examination exam) throws InterruptedException {
        var before = exam.present().orElseThrow().lease();
        Thread.sleep(1_100);
        exam.say(new TakeLease(HOLDER, 60, exam.epoch(), false));
        exam.awaitState(
                state -> state.lease().epoch() == exam.epoch()
                        && state.lease().until().isAfter(before.until()),
                "a later end of the lease");
    }

    private static void theft(Examination exam) throws InterruptedException {
        exam.say(new TakeLease("thief", 60, exam.epoch() + 5, false));
        exam.isAlive();
        Thread.sleep(Examination.SILENCE.toMillis());
        check(
                exam.present().orElseThrow().lease().holder().equals(HOLDER),
                "the lease went to another holder that did not force it");
    }

    private static void forced(Examination exam) throws InterruptedException {
        long old = exam.epoch();
        exam.say(new TakeLease("person", 60, old + 1, true));
        exam.awaitState(state -> state.lease().holder().equals("person"), "the lease to go to (person)");
        int mark = exam.probe().mark();
        exam.awaitRefusal(exam.order(exam.brief()), mark, RejectCode.STALE_EPOCH);
    }

    private static void onlyRises(Examination exam) throws InterruptedException {
        long old = exam.epoch();
        exam.say(new TakeLease("person", 60, old - 1, true));
        exam.isAlive();
        Thread.sleep(Examination.SILENCE.toMillis());
        check(exam.present().orElseThrow().lease().epoch() >= old, "an older epoch was granted");
    }

    private static void expired(Examination exam) throws InterruptedException {
        exam.lease(1);
        Thread.sleep(Duration.ofMillis(1_600));
        int mark = exam.probe().mark();
        exam.awaitRefusal(exam.order(exam.brief()), mark, RejectCode.NO_LEASE, RejectCode.STALE_EPOCH);
    }

    private static void future(Examination exam) throws InterruptedException {
        int mark = exam.probe().mark();
        var id = java.util.UUID.randomUUID();
        exam.order(Commands.withEpoch(exam.command(id, exam.brief()), exam.epoch() + 1));
        exam.awaitRefusal(id, mark, RejectCode.NO_LEASE, RejectCode.STALE_EPOCH);
    }

    private static void stale(Examination exam) throws InterruptedException {
        int mark = exam.probe().mark();
        var id = java.util.UUID.randomUUID();
        var order = exam.command(id, exam.brief());
        exam.order(Commands.withEpoch(order, exam.epoch() - 1));
        exam.awaitRefusal(id, mark, RejectCode.STALE_EPOCH);
    }
}
