package org.agate.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.agate.robot.broker.Broker;
import org.agate.sim.broker.EmbeddedBroker;
import org.agate.sim.broker.MessageFaults;
import org.agate.sim.fault.FaultPlan;
import org.agate.sim.fault.FaultProfile;
import org.agate.sim.journal.Happening;
import org.agate.sim.journal.LabJournal;
import org.agate.sim.journal.LabJournal.Line;
import org.agate.sim.journal.Referee;
import org.agate.sim.scenario.Recipe.End;
import org.agate.sim.world.Vessel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many samples in a laboratory where everything goes wrong ten times as often as usual.
///
/// `-Dagate.harsh.samples=200` for the whole of it.
class HarshLabIT {

    private static final int SAMPLES = Integer.getInteger("agate.harsh.samples", 7);
    private static final int IN_FLIGHT = 8;
    private static final double RATE = 5_000;

    @TempDir
    Path folder;

    /// What a run left behind.
    private record Outcome(List<Line> journal, Map<End, Integer> ends) {}

    private Outcome run(String name, int samples, long seed) throws IOException {
        var place = Files.createDirectories(folder.resolve(name));
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var scenario = ScenarioFile.find("cspbbr3").with(FaultProfile.HARSH);
        var faults = new MessageFaults(new FaultPlan(FaultProfile.HARSH, List.of()), seed, 6);
        try (var broker = EmbeddedBroker.start("127.0.0.1", port, place.resolve("broker"), faults);
                var lab = VirtualLab.start(scenario, settings(broker, place, seed));
                var technician = new Technician(Broker.at(broker.url()), 1)) {
            await().until(() -> scenario.devices().keySet().stream().allMatch(technician::isReady));
            var ends = make(new Recipe(technician, 1_200), technician, samples);
            lab.close();
            return new Outcome(LabJournal.read(place.resolve(VirtualLab.JOURNAL)), ends);
        }
    }

    private static VirtualLab.Settings settings(EmbeddedBroker broker, Path place, long seed) {
        return new VirtualLab.Settings(
                Broker.at(broker.url()),
                place,
                seed,
                RATE,
                Clock.systemUTC(),
                () -> UUID.randomUUID().toString(),
                List.of());
    }

    static Map<End, Integer> make(Recipe recipe, Technician technician, int samples) {
        var room = new Semaphore(IN_FLIGHT, true);
        var made = new ArrayList<CompletableFuture<End>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 1; i <= samples; i++) {
                int number = i;
                room.acquireUninterruptibly();
                made.add(CompletableFuture.supplyAsync(
                                () -> {
                                    technician.begin();
                                    try {
                                        return recipe.make(number);
                                    } catch (InterruptedException e) {
                                        throw new CompletionException(e);
                                    } finally {
                                        technician.end();
                                    }
                                },
                                threads)
                        .whenComplete((end, trouble) -> room.release()));
            }
            var ends = new TreeMap<End, Integer>();
            made.forEach(end -> ends.merge(end.join(), 1, Integer::sum));
            return ends;
        }
    }

    /// What happened to each sample, in order, without ids and times and what the others did.
    private static Map<String, List<String>> stories(List<Line> journal) {
        var stories = new TreeMap<String, List<String>>();
        var about = new HashMap<UUID, String>();
        for (var line : journal) {
            switch (line.happening()) {
                case Happening.Started it -> {
                    about.put(it.commandId(), it.sample());
                    tell(stories, it.sample(), "%s %s %d".formatted(it.device(), it.action(), it.visit()));
                }
                case Happening.Ended it ->
                    tell(stories, about.getOrDefault(it.commandId(), ""), "%s %s".formatted(it.device(), it.outcome()));
                case Happening.Placed it -> tell(stories, it.sample(), it.position());
                case Happening.Moved it -> tell(stories, it.sample(), it.to());
                case Happening.Poured it ->
                    tell(stories, it.sample(), "%s %s %s".formatted(it.material(), it.taken(), powder(it.vessel())));
                case Happening.Treated it ->
                    tell(
                            stories,
                            it.sample(),
                            "%s %.9f %.6f"
                                    .formatted(
                                            it.action(), it.spilt(), it.vessel().milligrams()));
                case Happening.Dropped it -> tell(stories, it.sample(), "dropped");
                case Happening.Discarded it -> tell(stories, it.sample(), "discarded");
                case Happening.Stocked it -> tell(stories, it.material(), "stocked");
                case Happening.Door it -> {}
                case Happening.Warmed it -> {}
                case Happening.Stopped it -> {}
                case Happening.Cleared it -> {}
            }
        }
        return stories;
    }

    private static String powder(Vessel vessel) {
        var charge = vessel.charge();
        return "%s %s %s %s"
                .formatted(
                        Arrays.toString(charge.amounts()), charge.grainMicrons(), charge.lacey(), vessel.milligrams());
    }

    private static void tell(Map<String, List<String>> stories, String sample, String what) {
        stories.computeIfAbsent(sample, fresh -> new ArrayList<>()).add(what);
    }

    @Test
    void nothingIsDoneTwiceNoPowderVanishesAndEverySampleEndsInANamedState() throws IOException {
        var outcome = run("once", SAMPLES, 11);
        var verdict = Referee.judge(outcome.journal());
        System.out.printf("%d samples under harsh: %s; %s%n", SAMPLES, outcome.ends(), summary(verdict, outcome));
        assertThat(verdict.violations()).isEmpty();
        assertThat(outcome.ends().values().stream().mapToInt(count -> count).sum())
                .isEqualTo(SAMPLES);
        assertThat(outcome.ends().getOrDefault(End.DONE, 0)).isGreaterThan(SAMPLES / 2);
    }

    private static String summary(Referee.Verdict verdict, Outcome outcome) {
        long failed = outcome.journal().stream()
                .filter(line -> line.happening() instanceof Happening.Ended ended
                        && !ended.outcome().equals("DONE"))
                .count();
        return "%d executions, %d of them broken off, %.0f mg dosed"
                .formatted(verdict.executions(), failed, verdict.dosed());
    }

    @Test
    void theSameSeedTellsTheSameStoryOfEverySample() throws IOException {
        var first = stories(run("first", 4, 23).journal());
        var second = stories(run("second", 4, 23).journal());
        assertThat(second.keySet()).isEqualTo(first.keySet());
        first.forEach(
                (sample, story) -> assertThat(second.get(sample)).as(sample).isEqualTo(story));
    }
}
