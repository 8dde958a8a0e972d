package org.agate.orchestrator.device;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.agate.robot.device.Recovery;
import org.agate.workflows.action.ActionOutcome;
import org.agate.workflows.action.ActionRequest;
import org.jspecify.annotations.Nullable;

/// A request on the lab floor, from asking to answer. Mutable: only the floor's thread touches it.
final class Errand {

    private final ActionRequest request;
    private final Consumer<ActionOutcome> callback;
    private final Instant since;
    private final Instant labSince;
    private final long number;
    private final long position;
    private final Map<UUID, Instant> heard = new HashMap<>();

    private @Nullable String full;
    private List<CommandRecord> known = List.of();
    private List<CommandRecord> commands = List.of();
    private @Nullable Recovery recovery;
    private String reason = "";
    private @Nullable CommandRecord lastPreparation;
    private int preparations;
    private String bottleneck = "";
    private Duration tail = Duration.ZERO;
    private Plan plannedFrom = new Plan(0, List.of(), "", Duration.ZERO);
    private @Nullable UUID pausedAfter;
    private Instant notBefore = Instant.EPOCH;
    private Instant notBeforeLab = Instant.EPOCH;

    /// @param number rises from request to request
    /// @param position number of the log's last entry when it was asked for
    /// @param since when it was asked for, on the monotonic clock
    /// @param labSince lab time
    Errand(
            ActionRequest request,
            Consumer<ActionOutcome> callback,
            long number,
            long position,
            Instant since,
            Instant labSince) {
        this.number = number;
        this.position = position;
        this.labSince = labSince;
        this.request = request;
        this.callback = callback;
        this.since = since.truncatedTo(ChronoUnit.MICROS);
    }

    ActionRequest request() {
        return request;
    }

    Consumer<ActionOutcome> callback() {
        return callback;
    }

    Instant since() {
        return since;
    }

    long number() {
        return number;
    }

    /// Whether its step takes longer than it may: since its first command, or since it was asked when it has none.
    boolean isLate(Instant lab) {
        var deadline = request.terms().deadline();
        return deadline != null && lab.isAfter(labBegan().plus(deadline));
    }

    /// When its step began, lab time: with its first command, or when it was asked for while it has none.
    Instant labBegan() {
        var began = commands.isEmpty() ? null : commands.getFirst().labIssued();
        return began == null ? labSince : began;
    }

    UUID run() {
        return UUID.fromString(request.run());
    }

    boolean isHomeward() {
        return request.stepPath().equals(LabFloor.CLEAN_UP);
    }

    /// The step's commands so far, preparations left out.
    List<CommandRecord> commands() {
        return commands;
    }

    /// A command of it is over.
    ///
    /// @param at when that was heard, on the monotonic clock
    void ended(CommandRecord command, Instant at) {
        heard.put(command.id(), at);
        take(command);
    }

    /// When the end of a command was heard, on the monotonic clock; when the request was made, for one that ended
    /// before.
    Instant heard(CommandRecord command) {
        return heard.getOrDefault(command.id(), since);
    }

    /// A command was issued for it, or is over.
    void take(CommandRecord command) {
        var mine = command.sharedBy(run(), request.stepPath(), request.sample());
        var all = new ArrayList<>(known);
        all.removeIf(each -> each.id().equals(mine.id()));
        all.add(mine);
        all.sort(Comparator.comparingLong(CommandRecord::number));
        commands(List.copyOf(all));
    }

    /// Whether a command is its own, or one that it shares.
    boolean has(CommandRecord command) {
        return known.stream().anyMatch(each -> each.id().equals(command.id()));
    }

    /// What the ledger has of it, in the order issued.
    void commands(List<CommandRecord> all) {
        known = all;
        lastPreparation = all.stream()
                .filter(command -> command.purpose() == CommandPurpose.PREPARE)
                .reduce((first, second) -> second)
                .orElse(null);
        commands = all.stream()
                .filter(command -> command.purpose() != CommandPurpose.PREPARE)
                .filter(command -> !isHomeward() || command.number() > position)
                .toList();
        commands.stream()
                .filter(command -> command.purpose() == CommandPurpose.DO)
                .findFirst()
                .ifPresent(command -> recovery = command.recovery());
    }

    /// The recovery class of the action; null while no device is known that can do it.
    @Nullable
    Recovery recovery() {
        return recovery;
    }

    void recovery(Recovery known) {
        recovery = known;
    }

    /// Why it waits.
    String reason() {
        return reason;
    }

    void waitsFor(String why) {
        reason = why;
        full = null;
    }

    /// @param family that has no place for its vial; null when it waits for something else
    void waitsFor(String why, @Nullable String family) {
        reason = why;
        full = family;
    }

    /// The family that has no place for its vial; null when it waits for something else.
    @Nullable
    String full() {
        return full;
    }

    /// What was done first, last; null when nothing was.
    @Nullable
    CommandRecord lastPreparation() {
        return lastPreparation;
    }

    Instant lastPreparationEnded() {
        var last = lastPreparation;
        return last == null ? since : heard(last);
    }

    int preparations() {
        return preparations;
    }

    /// What was known when its plan was made.
    ///
    /// @param at number of the log's last entry
    record Plan(long at, List<String> barred, String bottleneck, Duration tail) {}

    /// Where it stands beside others.
    void ranked(String wherever, Duration behind) {
        bottleneck = wherever;
        tail = behind;
    }

    void planned(long at, List<String> barred) {
        plannedFrom = new Plan(at, barred, bottleneck, tail);
    }

    Plan plannedFrom() {
        return plannedFrom;
    }

    void prepared() {
        preparations++;
    }

    /// Sets the pauses of a decision, once for each command that it follows.
    void pause(Next.Send send, Instant now, Instant lab) {
        var last = commands.isEmpty() ? null : commands.getLast().id();
        if (last != null && !last.equals(pausedAfter)) {
            pausedAfter = last;
            notBefore = now.plus(send.wallPause());
            notBeforeLab = lab.plus(send.labPause());
        }
    }

    void pauseUntil(Instant moment) {
        notBefore = moment;
    }

    boolean isPaused(Instant now, Instant lab) {
        return now.isBefore(notBefore) || lab.isBefore(notBeforeLab);
    }
}
