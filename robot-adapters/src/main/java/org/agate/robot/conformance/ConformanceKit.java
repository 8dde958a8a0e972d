package org.agate.robot.conformance;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.agate.robot.broker.Broker;
import org.agate.robot.conformance.Examination.Subject;
import org.agate.robot.conformance.Finding.Verdict;
import org.agate.robot.device.ContractBroken;
import org.agate.robot.device.DeviceId;
import org.agate.robot.device.DeviceState;
import org.agate.robot.device.Factsheet;
import org.agate.robot.wire.Site;
import org.agate.robot.wire.Topics;
import org.agate.robot.wire.Topics.Channel;
import org.agate.robot.wire.WireCodec;

/// Puts a device to every trial, one after the other. Not thread-safe.
public final class ConformanceKit implements AutoCloseable {

    private static final double LONG_WALL_SECONDS = 40;

    private final Options options;
    private final Topics topics = Topics.usual();
    private final WireCodec codec = new WireCodec();
    private final Probe probe;
    private final Factsheet factsheet;
    private final double rate;

    /// What the kit is told.
    ///
    /// @param lasting a motion that lasts some ten seconds; empty to put one together from the factsheet
    /// @param brief a short motion; empty to put one together from the factsheet
    /// @param restart cuts the device's power and gives it back; empty when the kit cannot
    /// @param wholeLab whether the lab's stop may be engaged for a trial
    /// @param only the trials to hold, by name; empty for all
    public record Options(
            Broker broker,
            DeviceId device,
            Optional<Exercise> lasting,
            Optional<Exercise> brief,
            Optional<RestartSwitch> restart,
            boolean wholeLab,
            Set<String> only,
            InstantSource wall) {

        /// @throws IllegalArgumentException naming a trial that there is not
        public Options {
            only = Set.copyOf(only);
            var known = trials().stream().map(Trial::name).toList();
            for (var name : only) {
                if (!known.contains(name)) {
                    throw new IllegalArgumentException(
                            "There is no trial (%s).\nMaybe one of %s.".formatted(name, known));
                }
            }
        }
    }

    /// Cuts a device's power and gives it back.
    @FunctionalInterface
    public interface RestartSwitch {
        void restart() throws InterruptedException;
    }

    /// Connects and reads the factsheet.
    ///
    /// @throws IllegalStateException when there is no such device, or somebody else works with it
    public ConformanceKit(Options options) throws InterruptedException {
        this.options = options;
        var device = options.device();
        this.probe = new Probe(
                options.broker(),
                "conformance-kit-" + device,
                options.wall(),
                topics.of(device, Channel.CONNECTION),
                topics.of(device, Channel.FACTSHEET),
                topics.of(device, Channel.STATE),
                topics.of(device, Channel.EVENT),
                topics.of(device, Channel.TELE),
                topics.reply(Examination.HOLDER, device),
                topics.stop(),
                topics.controller(),
                topics.clock());
        try {
            this.factsheet = awaitFactsheet();
            this.rate = clock().map(Site.Clock::rate).orElse(1.0);
            refuseIfInUse();
        } catch (RuntimeException e) {
            probe.close();
            throw e;
        }
    }

    private Factsheet awaitFactsheet() throws InterruptedException {
        var topic = topics.of(options.device(), Channel.FACTSHEET);
        var heard = probe.await(
                        () -> probe.since(0).stream()
                                .filter(message -> message.topic().equals(topic))
                                .findFirst(),
                        Duration.ofSeconds(5))
                .orElseThrow(() -> new IllegalStateException(
                        "No device (%s) has published a factsheet on (%s).\nMaybe it is not running, or has another id."
                                .formatted(options.device(), options.broker())));
        try {
            return codec.readFactsheet(heard.payload()).body();
        } catch (ContractBroken e) {
            throw new IllegalStateException(
                    "The factsheet of (%s) cannot be read: %s".formatted(options.device(), e.getMessage()), e);
        }
    }

    private Optional<Site.Clock> clock() throws InterruptedException {
        if (!factsheet.simulated()) {
            return Optional.empty();
        }
        return probe.await(
                () -> probe.since(0).stream()
                        .filter(message -> message.topic().equals(topics.clock()))
                        .findFirst()
                        .map(message -> codec.readSite(message.payload(), Site.Clock.class)),
                Duration.ofSeconds(1));
    }

    private void refuseIfInUse() throws InterruptedException {
        var examination = examination();
        var state = probe.await(examination::present, Duration.ofSeconds(3));
        var lease = state.map(DeviceState::lease);
        var now = options.wall().instant();
        if (lease.isPresent()
                && lease.get().until().isAfter(now)
                && !lease.get().holder().equals(Examination.HOLDER)) {
            throw new IllegalStateException("Device (%s) is leased to (%s) until %s.\nMaybe stop that controller first."
                    .formatted(
                            options.device(), lease.get().holder(), lease.get().until()));
        }
    }

    private Examination examination() {
        var lasting = options.lasting().or(() -> Exercise.lasting(factsheet, LONG_WALL_SECONDS * rate));
        var brief = options.brief().or(() -> Exercise.brief(factsheet));
        return new Examination(
                probe,
                options.device(),
                new Subject(factsheet, rate, lasting, brief, options.restart(), options.wholeLab()));
    }

    /// Whether the device says that it is simulated.
    public boolean isSimulated() {
        return factsheet.simulated();
    }

    /// The motions that the trials will cause, in words.
    public List<String> motions() {
        var subject = examination().subject();
        var motions = new ArrayList<String>();
        long moving = chosen().stream().filter(Trial::motion).count();
        subject.lasting()
                .ifPresent(exercise ->
                        motions.add(words(exercise) + ", begun and broken off, up to %d times".formatted(moving)));
        subject.brief()
                .ifPresent(exercise -> motions.add(words(exercise) + ", to its end, up to %d times".formatted(moving)));
        options.restart().ifPresent(power -> motions.add("its power is cut 6 times"));
        if (options.wholeLab()) {
            motions.add("the stop of the WHOLE LAB is engaged once");
        }
        return motions;
    }

    private static String words(Exercise exercise) {
        return "%s %s%s"
                .formatted(
                        exercise.action(),
                        exercise.params(),
                        exercise.sample() == null ? "" : " on sample " + exercise.sample());
    }

    private List<Trial> chosen() {
        return trials().stream()
                .filter(trial -> options.only().isEmpty() || options.only().contains(trial.name()))
                .toList();
    }

    /// The names of all trials with what each demands.
    static List<Trial> trials() {
        var trials = new ArrayList<Trial>();
        trials.add(IdentityTrials.factsheet());
        trials.addAll(IdentityTrials.all());
        trials.addAll(LeaseTrials.all());
        trials.addAll(RefusalTrials.all());
        trials.addAll(MotionTrials.all());
        trials.add(IdentityTrials.factsAtQosOne());
        trials.addAll(StopTrials.all());
        trials.addAll(RestartTrials.all());
        trials.add(IdentityTrials.schemas());
        return trials;
    }

    /// Holds all trials.
    ///
    /// @param progress hears each finding as it comes
    public List<Finding> examine(Consumer<Finding> progress) throws InterruptedException {
        var examination = examination();
        var findings = new ArrayList<Finding>();
        var stuck = Optional.<String>empty();
        try {
            for (var trial : chosen()) {
                var before = findings.isEmpty() ? "" : findings.getLast().trial();
                var notReady = stuck.isPresent() ? stuck : readied(examination);
                var finding = notReady.isEmpty()
                        ? hold(trial, examination)
                        : notHeld(trial, examination, stuck.isPresent(), before, notReady.get());
                stuck = notReady;
                findings.add(finding);
                progress.accept(finding);
            }
        } finally {
            leave(examination);
        }
        return findings;
    }

    /// Makes the device ready, by cutting its power where nothing else helps and the kit can: what one trial did to it
    /// is
    /// then not laid to the next.
    ///
    /// @return why it cannot be made ready; empty when it is
    private Optional<String> readied(Examination examination) throws InterruptedException {
        try {
            examination.makeReady();
            return Optional.empty();
        } catch (Unmet | ContractBroken e) {
            if (options.restart().isEmpty()) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }
        try {
            RestartTrials.restart(examination);
            examination.makeReady();
            return Optional.empty();
        } catch (Unmet | ContractBroken e) {
            return Optional.of("%s, although its power was cut".formatted(e.getMessage()));
        }
    }

    /// A device that nothing makes ready fails the next trial, which names the one before, and is put to no other.
    private Finding notHeld(Trial trial, Examination examination, boolean known, String before, String why) {
        var start = options.wall().instant();
        int mark = probe.mark();
        return known
                ? finding(trial, Verdict.SKIPPED, "not held: " + why, examination, mark, start)
                : finding(
                        trial,
                        Verdict.FAILED,
                        "it cannot be made ready%s: %s".formatted(before.isEmpty() ? "" : " after " + before, why),
                        examination,
                        mark,
                        start);
    }

    private Finding hold(Trial trial, Examination examination) throws InterruptedException {
        var start = options.wall().instant();
        examination.takeSent();
        int mark = probe.mark();
        try {
            trial.script().hold(examination);
            return finding(trial, Verdict.PASSED, "", examination, mark, start);
        } catch (NotApplicable e) {
            return finding(trial, Verdict.SKIPPED, String.valueOf(e.getMessage()), examination, mark, start);
        } catch (Unmet e) {
            return finding(
                    trial,
                    Verdict.FAILED,
                    "%s: %s".formatted(trial.demand(), e.getMessage()),
                    examination,
                    mark,
                    start);
        } catch (ContractBroken e) {
            return finding(
                    trial, Verdict.FAILED, "a message cannot be read: " + e.getMessage(), examination, mark, start);
        }
    }

    private Finding finding(
            Trial trial, Verdict verdict, String why, Examination examination, int mark, Instant start) {
        var seen = probe.since(mark).stream()
                .filter(heard -> !heard.topic().contains("/site/"))
                .map(heard -> "%s %s".formatted(heard.topic(), heard.text()))
                .toList();
        double seconds = Duration.between(start, options.wall().instant()).toMillis() / 1000.0;
        return new Finding(trial.name(), verdict, examination.takeSent(), seen, why, seconds);
    }

    /// Leaves the device at rest, cleared, and free for others in a second.
    private static void leave(Examination examination) throws InterruptedException {
        try {
            examination.makeReady();
            examination.lease(1);
        } catch (Unmet e) {
            // The findings have said so already.
            return;
        }
    }

    @Override
    public void close() {
        probe.close();
    }
}
