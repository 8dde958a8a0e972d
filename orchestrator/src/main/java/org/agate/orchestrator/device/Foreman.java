package org.agate.orchestrator.device;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.agate.orchestrator.clock.LabTime;
import org.agate.orchestrator.device.FloorPlan.Decision;
import org.agate.orchestrator.event.EventLog;
import org.agate.orchestrator.operator.Prompts;
import org.agate.orchestrator.sample.Condition;
import org.agate.orchestrator.sample.Sample;
import org.agate.orchestrator.sample.SampleStore;
import org.agate.robot.device.Recovery;
import org.agate.workflows.action.ActionOutcome;
import org.agate.workflows.action.ActionRequest;
import org.jspecify.annotations.Nullable;

/// Decides what is done about one request at this moment, and has it done. Only the floor's thread asks.
final class Foreman {

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
    private static final int MOST_PREPARATIONS = 20;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Whiteboard board;
    private final Dispatch dispatch;
    private final Surroundings surroundings;
    private final CommandLedger ledger;
    private final EventLog log;
    private final SampleStore samples;
    private final Prompts prompts;
    private final Consumables consumables;
    private final InstantSource clock;
    private final LabTime lab;
    private final BiConsumer<Errand, ActionOutcome> answer;
    private final Loader loader;
    private final Set<String> shortages = new HashSet<>();

    /// @param clock monotonic
    /// @param answer ends a request
    Foreman(
            Whiteboard board,
            Dispatch dispatch,
            Surroundings surroundings,
            CommandLedger ledger,
            EventLog log,
            SampleStore samples,
            Prompts prompts,
            Consumables consumables,
            InstantSource clock,
            LabTime lab,
            BiConsumer<Errand, ActionOutcome> answer) {
        this.board = board;
        this.dispatch = dispatch;
        this.surroundings = surroundings;
        this.ledger = ledger;
        this.log = log;
        this.samples = samples;
        this.prompts = prompts;
        this.consumables = consumables;
        this.clock = clock;
        this.lab = lab;
        this.answer = answer;
        this.loader = new Loader(board, surroundings, ledger, lab);
    }

    void decide(Errand errand) {
        if (board.endings().isStill(errand.run())) {
            errand.waitsFor("the run is held");
        } else if (errand.isHomeward()) {
            bringHome(errand);
        } else {
            notice(errand);
            follow(errand, ended(errand, course(errand).next()));
        }
    }

    /// A vial that waits in its device for a batch: after a restart its step says so, the move before it is over.
    private void notice(Errand errand) {
        var request = errand.request();
        var key = request.terms().batch();
        if (key != null && !request.family().equals("arm") && errand.commands().isEmpty()) {
            Optional.ofNullable(surroundings.scene().present().get(request.sample()))
                    .flatMap(sample -> surroundings.scene().familyAround(sample))
                    .filter(request.family()::equals)
                    .ifPresent(family -> board.batches().load(request.sample(), key, lab.instant()));
        }
    }

    /// What follows when a person has ended the run, or the step takes longer than it may.
    private Next ended(Errand errand, Next next) {
        boolean late = errand.isLate(lab.instant());
        return switch (next) {
            case Next.Finish finish ->
                late && !board.endings().isWithdrawn(errand) && isCanceled(finish) ? tooLate(errand) : finish;
            case Next.Await await -> {
                if (late && isWantedByNobodyElse(await.command())) {
                    board.endings().end(await.command().id());
                }
                yield await;
            }
            case Next.Send send -> board.endings().isWithdrawn(errand) ? CANCELED : late ? tooLate(errand) : send;
            case Next.Look look -> board.endings().isWithdrawn(errand) ? CANCELED : look;
            case Next.Ask ask -> board.endings().isWithdrawn(errand) ? CANCELED : ask;
        };
    }

    private static boolean isCanceled(Next.Finish finish) {
        return finish.outcome() instanceof ActionOutcome.Undone undone
                && undone.code().equals(CommandState.CANCELED.name());
    }

    /// A command that works on several vials goes on while one of their steps still has time.
    private boolean isWantedByNobodyElse(CommandRecord command) {
        var now = lab.instant();
        return board.errands().stream()
                .filter(errand ->
                        errand.commands().stream().anyMatch(each -> each.id().equals(command.id())))
                .allMatch(errand -> errand.isLate(now) || board.endings().isWithdrawn(errand));
    }

    private static Next tooLate(Errand errand) {
        return Next.Finish.undone(
                "DEADLINE",
                "it took longer than %s".formatted(errand.request().terms().deadline()));
    }

    private StepCourse course(Errand errand) {
        var recovery = errand.recovery();
        if (recovery == null) {
            recovery = surroundings.scene().plan().recovery(errand.request()).orElse(null);
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
                        about.id(), about.run(), about.stepPath(), about.sample(), question, Verdict.choices());
                errand.waitsFor("a person is asked: " + question);
            }
            case Next.Finish(var outcome, var doubt) -> {
                settle(errand, doubt);
                answer.accept(errand, outcome);
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
        if (located(errand, errand.heard(move))) {
            follow(errand, course(errand).located(move, surroundings.locate(move.sample())));
        }
    }

    private boolean located(Errand errand, Instant since) {
        var id = errand.request().sample();
        if (surroundings.scene().isMoving(id) || !surroundings.allHeardSince(since)) {
            errand.waitsFor("every device is asked where %s is".formatted(id));
            return false;
        }
        surroundings
                .locate(id)
                .filter(where -> !where.equals(samples.get(id).position()))
                .ifPresent(where -> {
                    samples.move(id, where, "it was found there");
                    surroundings.changed();
                });
        return true;
    }

    private void bringHome(Errand errand) {
        // What was said before the last attempt ended may be where the vial was, not where it is.
        var heard = errand.commands().isEmpty()
                ? errand.since()
                : errand.heard(errand.commands().getLast());
        if (!located(errand, heard)) {
            return;
        }
        var sample = samples.get(errand.request().sample());
        if (sample.home().equals(sample.position())) {
            answer.accept(errand, new ActionOutcome.Done(Map.of()));
            return;
        }
        var last = errand.commands().isEmpty() ? null : errand.commands().getLast();
        var move = Next.Send.now("move", errand.request().params(), CommandPurpose.DO);
        if (last == null || last.state() == CommandState.SUCCEEDED) {
            send(errand, move);
        } else if (CLEAN_UP_AGAIN.contains(last.code())) {
            send(errand, move.afterWall(LONGEST_PAUSE));
        } else {
            answer.accept(errand, new ActionOutcome.Undone(last.code(), last.text()));
        }
    }

    private void send(Errand errand, Next.Send send) {
        errand.pause(send, clock.instant(), lab.instant());
        if (errand.isPaused(clock.instant(), lab.instant())) {
            errand.waitsFor("a pause before %s is tried again".formatted(send.action()));
            return;
        }
        var request = errand.request();
        if (isLost(errand.lastPreparation()) && !located(errand, errand.lastPreparationEnded())) {
            return;
        }
        var sample = sample(request.sample());
        var overdue = overdue(errand);
        if (overdue.isPresent()) {
            answer.accept(errand, overdue.get());
            return;
        }
        boolean elsewhere = surroundings.scene().plan().isElsewhere(request, sample.position(), send.avoid());
        // Another device is to do it: the vial goes there first.
        var wanted = elsewhere
                ? request.instead("arm", "move", Map.of("to", request.family()))
                : request.instead(request.family(), send.action(), send.texts());
        var purpose = elsewhere ? CommandPurpose.PREPARE : send.purpose();
        switch (planFor(errand, send.avoid()).decide(wanted, sample)) {
            case Decision.Go go -> go(errand, wanted, go, purpose);
            case Decision.Prepare prepare -> prepare(errand, wanted, prepare, purpose);
            case Decision.Wait wait -> errand.waitsFor(wait.reason(), wait.full());
            case Decision.Refuse refuse ->
                answer.accept(errand, new ActionOutcome.Undone(refuse.code(), refuse.text()));
        }
    }

    /// A vial that was carried out of the way while the arm lost its power may stand anywhere.
    private static boolean isLost(@Nullable CommandRecord move) {
        return move != null
                && move.target() != null
                && (move.state() == CommandState.INTERRUPTED || move.state() == CommandState.FORGOTTEN);
    }

    /// As the scene has it; one that stands nowhere is only in the database.
    private Sample sample(String id) {
        var seen = surroundings.scene().present().get(id);
        return seen == null ? samples.get(id) : seen;
    }

    private FloorPlan planFor(Errand errand, Set<String> avoid) {
        var scene = surroundings.scene();
        var barred = new HashSet<>(board.reservations().barredFor(errand.run(), scene.devices()));
        barred.addAll(avoid);
        errand.planned(log.position(), barred.stream().sorted().toList());
        return scene.plan().without(barred);
    }

    /// A step that had to begin soon after another one, and has not.
    private Optional<ActionOutcome> overdue(Errand errand) {
        var promptly = errand.request().terms().promptly();
        if (promptly == null || !errand.commands().isEmpty()) {
            return Optional.empty();
        }
        return ledger.of(errand.run()).stream()
                .filter(command -> promptly.isAfter(command.stepPath()) && command.labEnded() != null)
                .reduce((first, second) -> second)
                .map(CommandRecord::labEnded)
                .filter(ended -> lab.instant().isAfter(ended.plus(promptly.within())))
                .map(ended -> new ActionOutcome.Undone(
                        "TOO_LATE",
                        "%s after %s ended, %s were allowed"
                                .formatted(
                                        Duration.between(ended, lab.instant())
                                                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                                        promptly.after(),
                                        promptly.within())));
    }

    private void go(Errand errand, ActionRequest wanted, Decision.Go go, CommandPurpose purpose) {
        var shortage = consumables.shortage(go.device().value(), wanted.action(), go.params());
        if (shortage.isPresent()) {
            errand.waitsFor(shortage.get());
            if (shortages.add("%s %s".formatted(go.device(), go.params().get("material")))) {
                dispatch.alarm(go.device().value(), errand, "consumable.short", shortage.get());
            }
            return;
        }
        var key = wanted.terms().batch();
        if (key == null || purpose != CommandPurpose.DO) {
            issue(errand, wanted, go, purpose, List.of());
        } else if (go.target() != null) {
            board.batches().load(wanted.sample(), key, lab.instant());
            issue(errand, wanted, go, purpose, List.of());
        } else {
            together(errand, wanted, go);
        }
    }

    /// All vials in the device that want the same are worked on by one command, when the batch is to begin.
    private void together(Errand errand, ActionRequest wanted, Decision.Go go) {
        var party = loader.party(errand, go.device());
        var waits = Loader.waits(party, !errand.commands().isEmpty());
        if (waits.isPresent()) {
            errand.waitsFor("%s %s".formatted(go.device(), waits.get()));
            return;
        }
        party.members()
                .forEach(member -> board.batches().unload(member.request().sample()));
        issue(
                errand,
                wanted,
                go,
                CommandPurpose.DO,
                party.members().subList(1, party.members().size()));
    }

    static boolean standsIn(Sample sample, Set<String> devices) {
        var position = sample.position();
        return position != null && devices.stream().anyMatch(device -> position.startsWith(device + "/"));
    }

    private void prepare(Errand errand, ActionRequest wanted, Decision.Prepare prepare, CommandPurpose purpose) {
        boolean closes = wanted.terms().batch() != null
                && purpose == CommandPurpose.DO
                && !wanted.family().equals("arm");
        // A door is closed when the batch begins, not between two of its vials.
        var waits = closes
                ? Loader.waits(
                        loader.party(errand, prepare.device()),
                        !errand.commands().isEmpty())
                : Optional.<String>empty();
        if (waits.isPresent()) {
            errand.waitsFor("%s %s".formatted(prepare.device(), waits.get()));
            return;
        }
        if (errand.preparations() >= MOST_PREPARATIONS) {
            answer.accept(
                    errand,
                    new ActionOutcome.Undone(
                            "NOT_PREPARED",
                            "%s %s failed again and again".formatted(prepare.device(), prepare.action())));
            return;
        }
        prepared(errand);
        errand.waitsFor("%s %s first".formatted(prepare.device(), prepare.action()));
        issue(
                errand,
                wanted.instead(wanted.family(), prepare.action(), Map.of()),
                new Decision.Go(prepare.device(), Map.of(), null, Recovery.SETPOINT),
                CommandPurpose.PREPARE,
                List.of());
    }

    /// The first times at once; a door that does not move is not tried for ever.
    private void prepared(Errand errand) {
        errand.prepared();
        if (errand.preparations() > 2) {
            errand.pauseUntil(clock.instant().plus(LONGEST_PAUSE));
        }
    }

    /// Somebody has filled something up: the next shortage is told again.
    void filled() {
        shortages.clear();
    }

    /// Two vials that stand in each other's next place would wait for ever: one goes home, where its place is kept.
    void giveWay() {
        for (var errand : List.copyOf(board.errands())) {
            var sample = surroundings.scene().present().get(errand.request().sample());
            if (errand.full() == null
                    || sample == null
                    || errand.isHomeward()
                    || errand.preparations() >= MOST_PREPARATIONS
                    || errand.isPaused(clock.instant(), lab.instant())) {
                continue;
            }
            boolean inTheWay = surroundings
                    .scene()
                    .familyAround(sample)
                    .filter(family ->
                            board.errands().stream().anyMatch(other -> other != errand && family.equals(other.full())))
                    .isPresent();
            if (inTheWay) {
                var home = errand.request().instead("arm", "move", Map.of("to", "home"));
                if (planFor(errand, Set.of()).decide(home, sample) instanceof Decision.Go go) {
                    prepared(errand);
                    issue(errand, home, go, CommandPurpose.PREPARE, List.of());
                    return;
                }
            }
        }
    }

    private void issue(
            Errand errand, ActionRequest wanted, Decision.Go go, CommandPurpose purpose, List<Errand> sharers) {
        dispatch.issue(errand, wanted, go, purpose, sharers, Basis.of(errand, surroundings.scene()));
        surroundings.changed();
    }
}
