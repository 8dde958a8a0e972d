package org.agate.robot.conformance;

import static org.agate.robot.conformance.Examination.HOLDER;
import static org.agate.robot.conformance.Examination.check;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.agate.robot.conformance.ConformanceKit.RestartSwitch;
import org.agate.robot.device.ContractBroken;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.DeviceEvent.Interrupted;
import org.agate.robot.device.DeviceEvent.Running;
import org.agate.robot.device.Instruction;
import org.agate.robot.device.Presence;
import org.agate.robot.device.RejectCode;
import org.agate.robot.wire.Topics.Channel;
import org.agate.robot.wire.WireCodec.Received;

/// What a device still knows after its power was cut; held only when the kit can cut it.
final class RestartTrials {

    private static final Duration BACK = Duration.ofSeconds(30);
    private static final Duration QUICK = Duration.ofSeconds(4);

    private RestartTrials() {}

    static List<Trial> all() {
        return List.of(
                Trial.atRest(
                        "will-says-lost",
                        "a cut connection shows as LOST, with the session that was cut",
                        RestartTrials::will),
                Trial.atRest(
                        "will-retained",
                        "whoever comes after the connection was cut hears LOST too",
                        RestartTrials::willRetained),
                Trial.atRest("restart-new-session", "another start has another session", RestartTrials::newSession),
                Trial.moving(
                        "restart-interrupts",
                        "what ran when the power was cut is INTERRUPTED",
                        RestartTrials::interrupts),
                Trial.moving(
                        "restart-remembers",
                        "a command from before is answered, not repeated",
                        RestartTrials::remembers),
                Trial.atRest(
                        "restart-drops-lease",
                        "no lease outlives a restart, and the epoch does not fall",
                        RestartTrials::lease),
                Trial.atRest("restart-keeps-stop", "a stop outlives a restart", RestartTrials::stop),
                Trial.atRest(
                        "restart-keeps-zero",
                        "a balance reads the same after its power was cut, or says UNSTABLE",
                        BalanceTrial::zero));
    }

    static RestartSwitch power(Examination exam) {
        return exam.subject()
                .restart()
                .orElseThrow(() -> new NotApplicable("the kit cannot cut its power: give --restart COMMAND"));
    }

    static void restart(Examination exam) throws InterruptedException {
        var power = power(exam);
        int mark = exam.probe().mark();
        power.restart();
        awaitBack(exam, mark);
    }

    private static void awaitBack(Examination exam, int mark) throws InterruptedException {
        var _ = exam.probe()
                .await(
                        () -> connections(exam, mark).stream()
                                .filter(said -> said.body() == Presence.ONLINE)
                                .findFirst(),
                        BACK)
                .orElseThrow(() -> new Unmet("not ONLINE again within %d s".formatted(BACK.toSeconds())));
        exam.isAlive();
    }

    private static List<Received<Presence>> connections(Examination exam, int mark) {
        return exam.probe().since(mark).stream()
                .filter(heard -> heard.topic().equals(exam.topics().of(exam.device(), Channel.CONNECTION)))
                .<Received<Presence>>mapMulti((heard, sink) -> {
                    try {
                        sink.accept(exam.codec().readConnection(heard.payload()));
                    } catch (ContractBroken e) {
                        // The trial messages-valid names it.
                        return;
                    }
                })
                .toList();
    }

    private static String session(Examination exam) {
        var all = connections(exam, 0);
        check(!all.isEmpty(), "no connection message was heard");
        return all.getLast().header().session();
    }

    private static void will(Examination exam) throws InterruptedException {
        var before = session(exam);
        int mark = exam.probe().mark();
        var cut = exam.now();
        restart(exam);
        var said = connections(exam, mark);
        var lost = said.stream().filter(one -> one.body() == Presence.LOST).findFirst();
        if (lost.isEmpty() && Duration.between(cut, exam.now()).compareTo(QUICK) < 0) {
            // A start within the will's delay rightly raises no alarm.
            throw new NotApplicable("it was back within %d s: the will had no time".formatted(QUICK.toSeconds()));
        }
        check(lost.isPresent(), "no LOST came");
        lost.ifPresent(one -> check(
                one.header().session().equals(before),
                "the will has session %s".formatted(one.header().session())));
    }

    /// While the device is away: a will that the broker does not keep is heard only by those who are there already.
    private static void willRetained(Examination exam) throws InterruptedException {
        var power = power(exam);
        var before = session(exam);
        int mark = exam.probe().mark();
        var restarting = new FutureTask<>(() -> {
            power.restart();
            return true;
        });
        Thread.ofVirtual().name("restart").start(restarting);
        var lost = exam.probe()
                .await(
                        () -> connections(exam, mark).stream()
                                .filter(said -> said.body() == Presence.LOST)
                                .findFirst(),
                        BACK);
        var late = lost.isPresent() ? IdentityTrials.kept(exam, Channel.CONNECTION) : Optional.<Heard>empty();
        try {
            restarting.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The restart failed: " + e.getCause(), e);
        }
        awaitBack(exam, mark);
        if (lost.isEmpty()) {
            throw new NotApplicable("no LOST came: see will-says-lost");
        }
        var kept = late.map(heard -> exam.codec().readConnection(heard.payload()))
                .orElseThrow(() -> new Unmet("nothing is retained on connection while it is away"));
        if (kept.body() == Presence.ONLINE && !kept.header().session().equals(before)) {
            throw new NotApplicable("it was back before anybody could look");
        }
        check(
                kept.body() == Presence.LOST,
                "who comes late hears %s of the session that was cut".formatted(kept.body()));
    }

    private static void newSession(Examination exam) throws InterruptedException {
        var before = session(exam);
        restart(exam);
        check(!session(exam).equals(before), "the session is still %s".formatted(before));
    }

    private static void interrupts(Examination exam) throws InterruptedException {
        var id = exam.order(exam.lasting());
        exam.awaitEvent(id, Running.class);
        restart(exam);
        int mark = exam.probe().mark();
        exam.say(new Instruction.Query(id));
        exam.awaitEvent(id, Interrupted.class, mark, Examination.PATIENCE);
    }

    private static void remembers(Examination exam) throws InterruptedException {
        var id = UUID.randomUUID();
        var order = exam.command(id, exam.brief());
        exam.order(order);
        var over = exam.awaitOver(id, exam.briefly());
        restart(exam);
        int mark = exam.probe().mark();
        exam.order(order);
        var answer = exam.awaitReply(id, mark, DeviceEvent.class);
        check(
                answer.state().equals(over.state()),
                "answered with %s, it had ended with %s".formatted(answer, over.state()));
    }

    private static void lease(Examination exam) throws InterruptedException {
        long before = exam.epoch();
        restart(exam);
        int mark = exam.probe().mark();
        exam.awaitRefusal(exam.order(exam.brief()), mark, RejectCode.NO_LEASE, RejectCode.STALE_EPOCH);
        check(exam.present().orElseThrow().lease().epoch() >= before, "the epoch fell");
    }

    private static void stop(Examination exam) throws InterruptedException {
        exam.say(new Instruction.Stop(HOLDER, "trial"));
        exam.awaitState(state -> state.stop(), "STOPPED");
        restart(exam);
        check(exam.present().orElseThrow().stop(), "the stop was forgotten");
    }
}
