package org.agate.orchestrator.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.agate.sim.broker.MessageFaults;
import org.agate.sim.fault.Fault;
import org.agate.sim.fault.FaultPlan;
import org.agate.sim.fault.FaultProfile;
import org.agate.sim.journal.Referee;

/// Something terrible that happens while work is under way, and what must hold afterwards.
public enum Disaster {
    /// The broker dies with all that it kept, and comes back empty.
    BROKER("the broker dies three times and comes back without what it kept") {
        @Override
        List<Check> strike(Arena arena, SplittableRandom random) throws InterruptedException {
            for (int i = 0; i < 3; i++) {
                Thread.sleep(random.nextLong(500, 3_000));
                arena.replaceBroker(Duration.ofMillis(random.nextLong(500, 4_000)));
                Thread.sleep(5_000);
            }
            arena.awaitDone(LONGEST);
            return arena.checks(Set.of("SUCCEEDED"), 0);
        }
    },
    /// Messages are lost, doubled, delayed and reordered, fifty times as often as usual.
    MESSAGES("messages are lost, doubled, late and out of order") {
        @Override
        Optional<MessageFaults> messageFaults(long seed) {
            return Optional.of(new MessageFaults(new FaultPlan(FaultProfile.HARSH, List.of()), seed, 6));
        }

        @Override
        List<Check> strike(Arena arena, SplittableRandom random) throws InterruptedException {
            arena.awaitDone(LONGEST);
            return arena.checks(Set.of("SUCCEEDED"), 0);
        }
    },
    /// Devices take three to ten times as long.
    SLOW_DEVICES("grinders and mixer take three to ten times as long") {
        @Override
        void prepare(Arena arena) {
            for (int i = 0; i < 4; i++) {
                for (var device : List.of("grinder-1", "grinder-2", "mixer-1")) {
                    arena.lab().faults().force(Fault.SLOW, device);
                }
            }
        }

        @Override
        List<Check> strike(Arena arena, SplittableRandom random) throws InterruptedException {
            arena.awaitDone(LONGEST);
            var checks = new ArrayList<>(arena.checks(Set.of("SUCCEEDED"), 0));
            long told = told(arena, "command.hangs");
            checks.add(new Check("people are told that a command hangs", told > 0, told + " alarms"));
            return checks;
        }
    },
    /// The doser loses its power in the middle of doses.
    DOSER_CRASH("the doser loses its power in the middle of up to three doses") {
        @Override
        void prepare(Arena arena) {
            for (int i = 0; i < 4; i++) {
                arena.lab().faults().force(Fault.DEVICE_CRASH, "doser-1", "dose");
            }
        }

        @Override
        List<Check> strike(Arena arena, SplittableRandom random) throws InterruptedException {
            arena.awaitDone(LONGEST);
            var checks = new ArrayList<>(arena.checks(Set.of("SUCCEEDED"), 0));
            checks.add(interrupted(arena));
            var doses = Doses.of(arena.log(), arena.journal());
            checks.add(new Check(
                    "interrupted doses were completed, not repeated",
                    doses.worst() < WORST_DOSE_MG,
                    "worst error %.2f mg of %d doses"
                            .formatted(doses.worst(), doses.errors().size())));
            return checks;
        }
    },
    /// A grinder loses its power: nobody can prove how far it came.
    GRINDER_CRASH("a grinder loses its power while it grinds; nobody answers the prompt") {
        @Override
        void prepare(Arena arena) {
            arena.lab().faults().force(Fault.DEVICE_CRASH, "grinder-1", "grind");
        }

        @Override
        List<Check> strike(Arena arena, SplittableRandom random) throws InterruptedException {
            arena.awaitDone(LONGEST);
            var checks = new ArrayList<>(arena.checks(Set.of("SUCCEEDED", "FAILED"), 1));
            checks.add(interrupted(arena));
            long quarantined = count(arena, "QUARANTINED");
            checks.add(new Check(
                    "the sample is quarantined, the others are done",
                    quarantined == 1 && arena.states().getOrDefault("FAILED", 0) == 1,
                    "%d quarantined, runs %s".formatted(quarantined, arena.states())));
            return checks;
        }
    },
    /// A powder runs out.
    EMPTY_HOPPER("a powder runs out") {
        @Override
        Optional<String> stock() {
            return Optional.of("CsBr: {stock-mg: 150, cohesion: 0.1}");
        }

        @Override
        List<Check> strike(Arena arena, SplittableRandom random) throws InterruptedException {
            arena.await("somebody to be told", LONGEST, () -> told(arena, "consumable.short") > 0 || arena.isDone());
            long running = arena.states().getOrDefault("RUNNING", 0);
            arena.lab().fill("CsBr", 50_000);
            arena.post("/devices/doser-1/fill", Map.of("material", "CsBr", "milligrams", 50_000, "by", "chaos"));
            arena.awaitDone(LONGEST);
            var checks = new ArrayList<>(arena.checks(Set.of("SUCCEEDED"), 0));
            checks.add(new Check(
                    "runs waited for the powder and nobody failed for want of it",
                    running > 0,
                    "%d runs were under way when somebody was told".formatted(running)));
            var doses = Doses.of(arena.log(), arena.journal());
            checks.add(new Check(
                    "the dose that the hopper ended was completed",
                    doses.worst() < WORST_DOSE_MG,
                    "worst error %.2f mg of %d doses"
                            .formatted(doses.worst(), doses.errors().size())));
            return checks;
        }
    },
    /// A person stops the lab.
    STOP_BUTTON("a person stops the lab, releases it and clears every device") {
        @Override
        double fastest() {
            return SLOW_RATE;
        }

        @Override
        List<Check> strike(Arena arena, SplittableRandom random) throws InterruptedException {
            arena.await("some work", LONGEST, () -> arena.executions() > SOME_WORK);
            Thread.sleep(random.nextLong(500, 3_000));
            arena.post("/stop", Map.of("engaged", true, "by", "chaos", "reason", "a disaster"));
            arena.await(
                    "every run to end",
                    Duration.ofSeconds(60),
                    () -> arena.states().keySet().equals(Set.of("CANCELED"))
                            || !arena.states().containsKey("RUNNING"));
            int before = arena.executions();
            Thread.sleep(2_000);
            var checks = new ArrayList<Check>();
            checks.add(new Check(
                    "nothing moves after the stop",
                    before > SOME_WORK && arena.executions() == before,
                    "%d executions before, %d after".formatted(before, arena.executions())));
            arena.post("/stop", Map.of("engaged", false, "by", "chaos", "reason", "all is well"));
            Thread.sleep(2_000);
            checks.add(new Check(
                    "nothing resumes by itself after the release", arena.executions() == before, "still " + before));
            arena.get("/devices")
                    .forEach(
                            device -> arena.post("/devices/" + device.path("id").asText() + "/clear", Map.of()));
            arena.awaitRecovery();
            Thread.sleep(2_000);
            checks.add(new Check(
                    "nor after every device was cleared, whatever was ordered before",
                    arena.executions() == before,
                    "runs " + arena.states()));
            arena.post("/samples/home", Map.of("by", "chaos"));
            arena.post("/runs/resume", Map.of("by", "chaos", "why", "all is well"));
            arena.order(2);
            arena.awaitDone(LONGEST);
            checks.addAll(arena.checks(Set.of("SUCCEEDED", "CANCELED"), 0));
            checks.add(new Check(
                    "the lab works again", arena.states().getOrDefault("SUCCEEDED", 0) >= 2, "runs " + arena.states()));
            return checks;
        }
    },
    /// The disk is full for a while.
    DISK_FULL("the disk is full for ten seconds") {
        @Override
        List<Check> strike(Arena arena, SplittableRandom random) throws InterruptedException {
            arena.await("some work", LONGEST, () -> arena.executions() > 10);
            if (!arena.fillDisk()) {
                arena.awaitDone(LONGEST);
                return List.of(new Check("skipped", true, "prlimit is not installed"));
            }
            Thread.sleep(3_000);
            int before = arena.executions();
            Thread.sleep(7_000);
            int after = arena.executions();
            arena.freeDisk();
            var checks = new ArrayList<Check>();
            checks.add(new Check(
                    "no command leaves that is not recorded",
                    after == before,
                    "%d executions, %d seven seconds later".formatted(before, after)));
            arena.awaitDone(LONGEST);
            checks.addAll(arena.checks(Set.of("SUCCEEDED"), 0));
            return checks;
        }
    };

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final double WORST_DOSE_MG = 12;
    private static final int SOME_WORK = 5;
    private static final double SLOW_RATE = 200;

    private final String words;

    Disaster(String words) {
        this.words = words;
    }

    /// What happens, in words.
    public String words() {
        return words;
    }

    /// The name on the command line.
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /// What the broker does to messages.
    Optional<MessageFaults> messageFaults(long seed) {
        return Optional.empty();
    }

    /// A line of the scenario's materials that is another one in this disaster.
    Optional<String> stock() {
        return Optional.empty();
    }

    /// Lab seconds per second, at most: slow enough to strike in the middle of something.
    double fastest() {
        return Double.POSITIVE_INFINITY;
    }

    /// What is planned before anything is ordered.
    void prepare(Arena arena) {}

    /// Strikes while the ordered runs are under way, and waits until they are over.
    abstract List<Check> strike(Arena arena, SplittableRandom random) throws InterruptedException;

    private static long count(Arena arena, String condition) {
        long count = 0;
        for (var run : arena.runs()) {
            count += arena.get("/samples/" + run.path("sample").asText())
                            .path("sample")
                            .path("condition")
                            .asText()
                            .equals(condition)
                    ? 1
                    : 0;
        }
        return count;
    }

    private static long told(Arena arena, String kind) {
        return arena.log().stream()
                .filter(event -> event.path("kind").asText().equals(kind))
                .count();
    }

    /// A disaster that met nothing proves nothing.
    private static Check interrupted(Arena arena) {
        long met = arena.log().stream()
                .filter(event -> event.path("kind").asText().equals("command.ended")
                        && event.path("data").toString().contains("INTERRUPTED"))
                .count();
        return new Check("it struck", met > 0, "%d commands were interrupted".formatted(met));
    }

    /// The states of runs, counted.
    static Map<String, Integer> states(Arena arena) {
        var states = new TreeMap<String, Integer>();
        arena.runs().forEach(run -> states.merge(run.path("state").asText(), 1, Integer::sum));
        return states;
    }

    /// What must hold after any disaster.
    static List<Check> checks(Arena arena, Set<String> ends, int prompts) {
        var checks = new ArrayList<Check>();
        var states = states(arena);
        checks.add(new Check("every run ends in a named state", ends.containsAll(states.keySet()), "runs " + states));
        var verdict = Referee.judge(arena.journal());
        checks.add(new Check(
                "each command executed once, every mass accounted for",
                verdict.isClean(),
                "%d executions, %d violations%s"
                        .formatted(
                                verdict.executions(),
                                verdict.violations().size(),
                                verdict.violations().stream()
                                        .limit(3)
                                        .map(violation -> " " + violation.text())
                                        .toList())));
        int asked = arena.get("/prompts").size();
        checks.add(new Check("people are asked %d times".formatted(prompts), asked == prompts, asked + " prompts"));
        var finding = arena.get("/events/audit");
        checks.add(new Check(
                "the log is intact",
                finding.path("fault").isNull(),
                "%d entries".formatted(finding.path("entries").asLong())));
        return checks;
    }
}
