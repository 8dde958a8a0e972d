package org.agate.robot.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.agate.robot.conformance.ConformanceKit.RestartSwitch;
import org.agate.robot.device.Command;
import org.agate.robot.device.ContractBroken;
import org.agate.robot.device.DeviceEvent;
import org.agate.robot.device.DeviceEvent.Rejected;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.DeviceState;
import org.agate.robot.device.DeviceState.Activity;
import org.agate.robot.device.Factsheet;
import org.agate.robot.device.Instruction;
import org.agate.robot.device.RejectCode;
import org.agate.robot.wire.Site;
import org.agate.robot.wire.Topics;
import org.agate.robot.wire.Topics.Channel;
import org.agate.robot.wire.WireCodec;
import org.agate.robot.wire.WireCodec.EventMessage;
import org.agate.robot.wire.WireCodec.InstantMessage;

/// One device under examination: says things to it, and waits for its answers. Used by one thread.
final class Examination {

    static final Duration PATIENCE = Duration.ofSeconds(6);
    static final Duration SILENCE = Duration.ofMillis(700);
    static final String HOLDER = "conformance-kit";
    private static final long LEASE_SECONDS = 60;
    private static final long TTL_SECONDS = 30;

    private final Probe probe;
    private final DeviceId device;
    private final Subject subject;
    private final Topics topics = Topics.usual();
    private final WireCodec codec = new WireCodec();
    private final List<String> sent = new ArrayList<>();
    private long epoch;

    /// What the kit knows of the device before the first trial.
    ///
    /// @param labRate lab seconds per wall second
    record Subject(
            Factsheet factsheet,
            double labRate,
            Optional<Exercise> lasting,
            Optional<Exercise> brief,
            Optional<RestartSwitch> restart,
            boolean wholeLab) {}

    Examination(Probe probe, DeviceId device, Subject subject) {
        this.probe = probe;
        this.device = device;
        this.subject = subject;
    }

    Subject subject() {
        return subject;
    }

    Factsheet factsheet() {
        return subject.factsheet();
    }

    Probe probe() {
        return probe;
    }

    Topics topics() {
        return topics;
    }

    WireCodec codec() {
        return codec;
    }

    DeviceId device() {
        return device;
    }

    long epoch() {
        return epoch;
    }

    /// What was said since the last call.
    List<String> takeSent() {
        var all = List.copyOf(sent);
        sent.clear();
        return all;
    }

    /// A motion that lasts for some seconds.
    Exercise lasting() {
        return subject.lasting()
                .orElseThrow(
                        () -> new NotApplicable("no action can be put together from the factsheet: give --action"));
    }

    Exercise brief() {
        return subject.brief()
                .orElseThrow(
                        () -> new NotApplicable("no action can be put together from the factsheet: give --action"));
    }

    /// Puts the device into a known condition: reachable, cleared, at rest, leased to the kit.
    void makeReady() throws InterruptedException {
        isAlive();
        var state = present().orElseThrow(() -> new Unmet("the device has published no state"));
        if (!state.active().isEmpty()) {
            say(new Instruction.Stop(HOLDER, "between trials"));
            awaitState(DeviceState::stop, "the device to stop");
            for (var open : state.active()) {
                var _ = awaitOver(open.commandId());
            }
        }
        if (present()
                .filter(now -> now.stop() || now.device() == Activity.FAULT)
                .isPresent()) {
            say(new Instruction.Clear(HOLDER));
            awaitState(now -> !now.stop() && now.device() != Activity.FAULT, "the stop to be cleared");
        }
        lease(LEASE_SECONDS);
        awaitState(now -> now.device() == Activity.IDLE, "the device to be IDLE");
    }

    void lease(long seconds) throws InterruptedException {
        long present = present().map(state -> state.lease().epoch()).orElse(0L);
        long want = Math.max(present, epoch) + 1;
        say(new Instruction.TakeLease(HOLDER, seconds, want, true));
        awaitState(
                now -> now.lease().holder().equals(HOLDER) && now.lease().epoch() == want,
                "a lease for %s with epoch %d".formatted(HOLDER, want));
        epoch = want;
    }

    void say(Instruction instruction) {
        var payload = codec.instant(new InstantMessage(UUID.randomUUID().toString(), instruction));
        rawInstant(payload, instruction.toString());
    }

    void rawInstant(byte[] payload, String words) {
        sent.add("instant " + words);
        probe.say(topics.of(device, Channel.INSTANT), payload, 10);
    }

    void rawCommand(byte[] payload, String words) {
        sent.add("cmd " + words);
        probe.say(topics.of(device, Channel.CMD), payload, TTL_SECONDS);
    }

    Command command(UUID id, Exercise exercise) {
        return new Command(
                id,
                exercise.action(),
                exercise.params(),
                epoch,
                now(),
                TTL_SECONDS,
                null,
                exercise.sample(),
                topics.reply(HOLDER, device),
                false);
    }

    UUID order(Exercise exercise) {
        var id = UUID.randomUUID();
        order(command(id, exercise));
        return id;
    }

    void order(Command command) {
        rawCommand(
                codec.command(command),
                "%s %s %s epoch %d"
                        .formatted(short8(command.commandId()), command.action(), command.params(), command.epoch()));
    }

    static String short8(UUID id) {
        return id.toString().substring(0, 8);
    }

    Instant now() {
        return probe.wall().instant();
    }

    /// The device's state as last heard.
    Optional<DeviceState> present() {
        var states = probe.since(0).stream()
                .filter(heard -> heard.topic().equals(topics.of(device, Channel.STATE)))
                .toList();
        for (int i = states.size() - 1; i >= 0; i--) {
            try {
                return Optional.of(codec.readState(states.get(i).payload()).body());
            } catch (ContractBroken e) {
                // A trial of its own says so; the last readable one is the best guess.
                continue;
            }
        }
        return Optional.empty();
    }

    DeviceState awaitState(Predicate<DeviceState> wanted, String what) throws InterruptedException {
        return probe.await(() -> present().filter(wanted), PATIENCE)
                .orElseThrow(() -> new Unmet("waited %d s for %s, the state shows %s"
                        .formatted(
                                PATIENCE.toSeconds(),
                                what,
                                present()
                                        .map(state -> "%s stop=%s lease=%s"
                                                .formatted(state.device(), state.stop(), state.lease()))
                                        .orElse("nothing"))));
    }

    /// The epoch of the last stop or controller that is retained; zero where nobody was ever in charge.
    long siteEpoch() {
        long highest = 0;
        for (var heard : probe.since(0)) {
            try {
                if (heard.topic().equals(topics.stop())) {
                    highest = Math.max(
                            highest,
                            codec.readSite(heard.payload(), Site.Stop.class).epoch());
                } else if (heard.topic().equals(topics.controller())) {
                    highest = Math.max(
                            highest,
                            codec.readSite(heard.payload(), Site.Controller.class)
                                    .epoch());
                }
            } catch (ContractBroken e) {
                // Not from the device under examination.
                continue;
            }
        }
        return highest;
    }

    /// Reports about a command on the event topic since a mark, in order.
    List<DeviceEvent> events(UUID id, int mark) {
        return reports(topics.of(device, Channel.EVENT), id, mark);
    }

    /// Answers to the kit since a mark, in order.
    List<DeviceEvent> replies(UUID id, int mark) {
        return reports(topics.reply(HOLDER, device), id, mark);
    }

    private List<DeviceEvent> reports(String topic, UUID id, int mark) {
        var found = new ArrayList<DeviceEvent>();
        for (var heard : probe.since(mark)) {
            if (heard.topic().equals(topic)) {
                read(heard)
                        .filter(message -> message.commandId().equals(id))
                        .ifPresent(message -> found.add(message.event()));
            }
        }
        return found;
    }

    private Optional<EventMessage> read(Heard heard) {
        try {
            return Optional.of(codec.readEvent(heard.payload()).body());
        } catch (ContractBroken e) {
            return Optional.empty();
        }
    }

    <T extends DeviceEvent> T awaitEvent(UUID id, Class<T> kind, int mark, Duration longest)
            throws InterruptedException {
        return probe.await(
                        () -> events(id, mark).stream()
                                .filter(kind::isInstance)
                                .map(kind::cast)
                                .findFirst(),
                        longest)
                .orElseThrow(() -> new Unmet("waited %d s for %s, came: %s"
                        .formatted(longest.toSeconds(), word(kind), names(events(id, mark)))));
    }

    <T extends DeviceEvent> T awaitEvent(UUID id, Class<T> kind) throws InterruptedException {
        return awaitEvent(id, kind, 0, PATIENCE);
    }

    DeviceEvent awaitOver(UUID id) throws InterruptedException {
        return awaitOver(id, PATIENCE);
    }

    DeviceEvent awaitOver(UUID id, Duration longest) throws InterruptedException {
        return probe.await(
                        () -> events(id, 0).stream()
                                .filter(DeviceEvent::terminal)
                                .findFirst(),
                        longest)
                .orElseThrow(() -> new Unmet(
                        "waited %d s for the end, came: %s".formatted(longest.toSeconds(), names(events(id, 0)))));
    }

    /// How long a brief motion may take, with a margin.
    Duration briefly() {
        return typically(brief());
    }

    /// How long a block of a motion may take until a pause or a cancel can be heard, with a margin.
    Duration blockwise() {
        return typically(lasting());
    }

    private Duration typically(Exercise exercise) {
        return typically(exercise.action());
    }

    /// How long an action may take, with a margin.
    Duration typically(String action) {
        var capability = factsheet().actions().get(action);
        double lab = capability == null ? 60 : Math.max(30, 2 * capability.typicalSeconds());
        // A simulated laboratory keeps its rate at most: it waits for whoever is slow.
        var patience = factsheet().simulated() ? PATIENCE.multipliedBy(4) : PATIENCE;
        return patience.plusMillis((long) (1000 * lab / subject.labRate()));
    }

    /// Waits for an answer of that kind on the kit's reply topic.
    <T extends DeviceEvent> T awaitReply(UUID id, int mark, Class<T> kind) throws InterruptedException {
        return probe.await(
                        () -> replies(id, mark).stream()
                                .filter(kind::isInstance)
                                .map(kind::cast)
                                .findFirst(),
                        PATIENCE)
                .orElseThrow(() -> new Unmet("waited for %s on the reply topic, came: %s and events %s"
                        .formatted(word(kind), names(replies(id, mark)), names(events(id, mark)))));
    }

    private static String word(Class<? extends DeviceEvent> kind) {
        return kind == DeviceEvent.class ? "an answer" : kind.getSimpleName().toUpperCase(java.util.Locale.ROOT);
    }

    /// Waits for a refusal with one of these codes, and that nothing moved.
    Rejected awaitRefusal(UUID id, int mark, RejectCode... codes) throws InterruptedException {
        var refusal = awaitReply(id, mark, Rejected.class);
        if (!List.of(codes).contains(refusal.code())) {
            throw new Unmet("refused with %s, not %s".formatted(refusal.code(), List.of(codes)));
        }
        staysAtRest(id, mark);
        return refusal;
    }

    /// A command must not have moved anything.
    void staysAtRest(UUID id, int mark) throws InterruptedException {
        var moved = probe.await(
                () -> events(id, mark).stream()
                        .filter(event -> event instanceof DeviceEvent.Running
                                || event instanceof DeviceEvent.Accepted
                                || event instanceof DeviceEvent.Succeeded)
                        .findFirst(),
                SILENCE);
        if (moved.isPresent()) {
            throw new Unmet("it was %s all the same".formatted(moved.get().state()));
        }
    }

    /// Like [#staysAtRest], but the end of the command may be told again.
    void staysAtRestBut(UUID id, int mark, DeviceEvent over) throws InterruptedException {
        var moved = probe.await(
                () -> events(id, mark).stream()
                        .filter(event -> !event.state().equals(over.state()))
                        .findFirst(),
                SILENCE);
        if (moved.isPresent()) {
            throw new Unmet("it was %s all the same".formatted(moved.get().state()));
        }
    }

    /// Whether the device still answers.
    void isAlive() throws InterruptedException {
        int mark = probe.mark();
        say(new Instruction.Query(null));
        var _ = probe.await(
                        () -> probe.since(mark).stream()
                                .filter(heard -> heard.topic().equals(topics.of(device, Channel.STATE)))
                                .findFirst(),
                        PATIENCE)
                .orElseThrow(() -> new Unmet("it answers no query any more"));
    }

    /// Whether the device still takes in what is said: a heartbeat alone would not show it.
    void stillHears() throws InterruptedException {
        lease(LEASE_SECONDS);
    }

    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new Unmet(otherwise);
        }
    }

    static List<String> names(List<DeviceEvent> events) {
        return events.stream().map(DeviceEvent::state).toList();
    }
}
