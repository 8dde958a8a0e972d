package org.agate.robot.conformance;

import static org.agate.robot.conformance.Examination.HOLDER;
import static org.agate.robot.conformance.Examination.check;

import java.util.List;
import org.agate.robot.device.DeviceEvent.Aborted;
import org.agate.robot.device.DeviceEvent.Running;
import org.agate.robot.device.DeviceState.Activity;
import org.agate.robot.device.Instruction;
import org.agate.robot.device.Instruction.TakeLease;
import org.agate.robot.device.RejectCode;
import org.agate.robot.wire.Header;
import org.agate.robot.wire.Site;

/// Stopping a device, and letting it work again.
final class StopTrials {

    private StopTrials() {}

    static List<Trial> all() {
        return List.of(
                Trial.moving("stop-aborts", "a stop ends the action with ABORTED", StopTrials::aborts),
                Trial.atRest("stop-latches", "a stopped device refuses commands", StopTrials::latches),
                Trial.atRest("stop-left-by-clear", "clear lets it work again", StopTrials::cleared),
                Trial.atRest(
                        "stop-ends-lease",
                        "commands queued before a stop stay refused after clear",
                        StopTrials::endsLease),
                Trial.atRest(
                        "site-stop-obeyed",
                        "the retained stop of the lab holds until it is released and cleared",
                        StopTrials::site));
    }

    private static void stop(Examination exam) throws InterruptedException {
        exam.say(new Instruction.Stop(HOLDER, "trial"));
        exam.awaitState(state -> state.stop() && state.device() == Activity.STOPPED, "STOPPED");
    }

    private static void aborts(Examination exam) throws InterruptedException {
        var id = exam.order(exam.lasting());
        exam.awaitEvent(id, Running.class);
        stop(exam);
        exam.awaitEvent(id, Aborted.class);
    }

    private static void latches(Examination exam) throws InterruptedException {
        stop(exam);
        exam.say(new TakeLease(HOLDER, 60, exam.epoch() + 100, true));
        exam.isAlive();
        long epoch = exam.present().orElseThrow().lease().epoch();
        int mark = exam.probe().mark();
        var id = java.util.UUID.randomUUID();
        exam.order(Commands.withEpoch(exam.command(id, exam.brief()), epoch));
        exam.awaitRefusal(id, mark, RejectCode.STOPPED, RejectCode.NO_LEASE, RejectCode.STALE_EPOCH);
        check(exam.present().orElseThrow().stop(), "the stop did not last");
    }

    private static void cleared(Examination exam) throws InterruptedException {
        stop(exam);
        exam.say(new Instruction.Clear(HOLDER));
        exam.awaitState(state -> !state.stop() && state.device() == Activity.IDLE, "IDLE after clear");
    }

    private static void endsLease(Examination exam) throws InterruptedException {
        stop(exam);
        exam.say(new Instruction.Clear(HOLDER));
        exam.awaitState(state -> !state.stop(), "the stop to be cleared");
        int mark = exam.probe().mark();
        exam.awaitRefusal(exam.order(exam.brief()), mark, RejectCode.STALE_EPOCH, RejectCode.NO_LEASE);
    }

    private static void site(Examination exam) throws InterruptedException {
        if (!exam.subject().wholeLab()) {
            throw new NotApplicable("it would stop the whole lab: allow it with --whole-lab");
        }
        // The epoch of whoever is in charge: a higher one would make devices deaf to the lab's real stop.
        long epoch = exam.siteEpoch();
        try {
            siteStop(exam, true, epoch);
            exam.awaitState(state -> state.stop(), "STOPPED by the lab's stop");
            exam.say(new Instruction.Clear(HOLDER));
            exam.isAlive();
            check(exam.present().orElseThrow().stop(), "clear ended the lab's stop before its release");
        } finally {
            siteStop(exam, false, epoch);
        }
        Thread.sleep(Examination.SILENCE.toMillis());
        check(exam.present().orElseThrow().stop(), "it works again before clear");
        exam.say(new Instruction.Clear(HOLDER));
        exam.awaitState(state -> !state.stop(), "the stop to be cleared");
    }

    private static void siteStop(Examination exam, boolean engaged, long epoch) {
        var stop = new Site.Stop(Header.VERSION, engaged, epoch, HOLDER, "trial");
        exam.probe().sayRetained(exam.topics().stop(), exam.codec().site(stop));
    }
}
