package org.agate.orchestrator.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.agate.sim.broker.MessageFaults;
import org.agate.sim.fault.FaultPlan;
import org.agate.sim.journal.Referee;

/// The orchestrator is killed with SIGKILL at random instants, also while it starts, and started again after random
/// pauses.
public final class KillDisaster {

    private static final double MEAN_GAP_S = 0.8;
    private static final double MOST_PAUSE_S = 1.0;
    /// How many kills come while the orchestrator is still starting.
    private static final double SHARE_AT_START = 0.1;
    private static final double START_S = 5;
    /// Uniformly random kills seldom meet the milliseconds in which something is recorded or said.
    private static final double SHARE_AT_ENDS = 0.35;
    private static final double SHARE_AT_COMMANDS = 0.35;
    private static final double AIM_MILLIS = 40;
    private static final double COMMAND_AIM_MILLIS = 8;
    private static final Duration LONGEST_AIM = Duration.ofSeconds(2);
    private static final Duration LONGEST_RUN = Duration.ofMinutes(20);
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(10);
    /// Another controller's lease lasts for 30 s when that one is killed.
    private static final Duration LONGEST_AFTER_A_RIVAL = Duration.ofSeconds(40);
    private static final double SMALLEST_P = 0.01;
    private static final double SLOWEST_RATE = 20;

    private final Orders orders;
    private final int kills;
    private final Map<String, String> database;
    private final Path folder;
    private final InstantSource wall;
    private final boolean troubled;
    private final Progress progress;

    /// Hears how far it is.
    @FunctionalInterface
    public interface Progress {
        void say(String line);
    }

    /// What was found.
    ///
    /// @param phases how many steps and commands the kills met in which phase
    public record Report(List<Check> checks, Map<String, Integer> phases) {
        public Report {
            checks = List.copyOf(checks);
        }
    }

    /// How often it strikes, and what with.
    ///
    /// @param troubled whether something else is wrong around each kill
    /// @param database a server's settings for an empty PostgreSQL database; empty for the file in its folder
    public record Plan(int kills, boolean troubled, Map<String, String> database) {
        public Plan {
            database = Map.copyOf(database);
        }
    }

    public KillDisaster(Orders orders, Plan plan, Path folder, InstantSource wall, Progress progress) {
        this.troubled = plan.troubled();
        this.orders = orders;
        this.kills = plan.kills();
        this.database = plan.database();
        this.folder = folder;
        this.wall = wall;
        this.progress = progress;
    }

    private record Reference(Doses doses, Duration lab, Duration wall) {}

    private record Struck(
            List<Instant> kills, List<Duration> recoveries, int ordered, Map<Trouble, Integer> troubles) {}

    /// Runs the orders without kills, and then with.
    public Report strike() throws InterruptedException {
        var reference = reference();
        // Slow enough that the work lasts as long as the kills do.
        double rate =
                Math.max(SLOWEST_RATE, Math.min(orders.rate(), reference.lab().toSeconds() / (kills * MEAN_GAP_S)));
        progress.say("With kills: %d, at rate %.0f".formatted(kills, rate));
        var messages = new MessageFaults(FaultPlan.none(), orders.seed(), 0);
        try (var arena = new Arena(folder.resolve("kills"), orders.at(rate), wall, messages, Storage.of(database))) {
            var operator = new Operator(arena);
            var struck = kill(arena, operator);
            arena.await("every run to end", LONGEST_RUN, () -> {
                operator.answer();
                return arena.isDone();
            });
            return report(arena, struck, operator, reference.doses());
        }
    }

    private Reference reference() throws InterruptedException {
        progress.say("Without kills: %d samples of %s".formatted(orders.samples(), orders.workflow()));
        try (var arena = new Arena(folder.resolve("reference"), orders.seeded(orders.seed() + 1_000), wall, null)) {
            arena.startServer();
            arena.awaitRecovery();
            var begun = wall.instant();
            arena.order(orders.samples());
            arena.awaitDone(LONGEST_RUN);
            var took = Duration.between(begun, wall.instant());
            var journal = arena.journal();
            var lab =
                    Duration.between(journal.getFirst().at(), journal.getLast().at());
            progress.say("  done in %d s, %.1f h of lab time".formatted(took.toSeconds(), lab.toMinutes() / 60.0));
            return new Reference(Doses.of(arena.log(), journal), lab, took);
        }
    }

    private Struck kill(Arena arena, Operator operator) throws InterruptedException {
        var random = new SplittableRandom(orders.seed());
        var instants = new ArrayList<Instant>();
        var recoveries = new ArrayList<Duration>();
        var troubles = new EnumMap<Trouble, Integer>(Trouble.class);
        int ordered = orders.samples();
        arena.startServer();
        arena.awaitRecovery();
        arena.order(ordered);
        while (instants.size() < kills) {
            Thread.sleep((long) (2_000 * MEAN_GAP_S * random.nextDouble()));
            if (arena.isDone()) {
                // The work was done before all kills were: more of the same.
                ordered++;
                arena.order(1);
                continue;
            }
            if (troubled) {
                var possible = Arrays.stream(Trouble.values())
                        .filter(each -> each.isPossible(arena))
                        .toList();
                var trouble = possible.get(random.nextInt(possible.size()));
                trouble.begin(arena, random);
                troubles.merge(trouble, 1, Integer::sum);
            }
            aim(arena, random);
            instants.add(arena.killServer());
            while (instants.size() < kills && random.nextDouble() < SHARE_AT_START) {
                arena.startServer();
                Thread.sleep((long) (1_000 * START_S * random.nextDouble()));
                instants.add(arena.killServer());
            }
            Thread.sleep((long) (1_000 * MOST_PAUSE_S * random.nextDouble()));
            arena.startServer();
            if (troubled) {
                Thread.sleep((long) (1_000 * START_S * random.nextDouble()));
                for (var trouble : Trouble.values()) {
                    trouble.end(arena);
                }
            }
            recoveries.add(troubled ? arena.awaitRecovery(wall.instant()) : arena.awaitRecovery());
            operator.answer();
            if (instants.size() % 10 == 0) {
                progress.say("  %d kills".formatted(instants.size()));
            }
        }
        if (troubled) {
            // The last start may have found its clock set back, and waits until somebody sets it.
            arena.stopServer();
            arena.startServer();
            arena.awaitRecovery();
        }
        return new Struck(instants, recoveries, ordered, troubles);
    }

    /// Many kills come just after a device was done, when the orchestrator records, decides, commits and
    /// publishes, or just after a command was on the wire, when its device answers; the others at any instant.
    private static void aim(Arena arena, SplittableRandom random) throws InterruptedException {
        double chance = random.nextDouble();
        if (chance < SHARE_AT_ENDS && arena.tap().awaitSomeEnd(LONGEST_AIM)) {
            Thread.sleep((long) (AIM_MILLIS * random.nextDouble()));
        } else if (chance >= SHARE_AT_ENDS
                && chance < SHARE_AT_ENDS + SHARE_AT_COMMANDS
                && arena.tap().awaitSomeCommand(LONGEST_AIM)) {
            LockSupport.parkNanos((long) (1e6 * COMMAND_AIM_MILLIS * random.nextDouble()));
        }
    }

    private Report report(Arena arena, Struck struck, Operator operator, Doses reference) {
        var checks = new ArrayList<Check>();
        checks.add(new Check(
                "kills", struck.kills().size() == kills, struck.kills().size() + " with SIGKILL"));
        if (troubled) {
            checks.add(troubles(arena, struck.troubles()));
        }
        var states = new ArrayList<String>();
        arena.runs().forEach(run -> states.add(run.path("state").asText()));
        long done = states.stream().filter("SUCCEEDED"::equals).count();
        checks.add(new Check(
                "all runs finish",
                done == states.size() && done == struck.ordered(),
                "%d of %d succeeded".formatted(done, struck.ordered())));
        var verdict = Referee.judge(arena.journal());
        checks.add(new Check(
                "each command executed once, every mass accounted for",
                verdict.isClean(),
                "%d executions, %d violations"
                        .formatted(verdict.executions(), verdict.violations().size())));
        int prompts = arena.get("/prompts").size();
        checks.add(new Check(
                troubled ? "people were asked about balances only" : "no person was asked",
                prompts == operator.answered(),
                prompts + " prompts"));
        var log = arena.log();
        checks.add(Alarms.of(log).check());
        checks.add(new Check(
                "the log is intact", arena.get("/events/audit").path("fault").isNull(), log.size() + " entries"));
        var doses = Doses.of(log, arena.journal());
        double p = doses.sameAs(reference);
        checks.add(new Check(
                "doses as without kills (two-sample Kolmogorov-Smirnov, p > %.2f)".formatted(SMALLEST_P),
                p > SMALLEST_P,
                String.format(
                        Locale.ROOT,
                        "p = %.2f; error %.2f ± %.2f mg (worst %.2f, n = %d), without kills %.2f ± %.2f mg (worst %.2f, n = %d)",
                        p,
                        doses.mean(),
                        doses.standardDeviation(),
                        doses.worst(),
                        doses.errors().size(),
                        reference.mean(),
                        reference.standardDeviation(),
                        reference.worst(),
                        reference.errors().size())));
        checks.add(recovery(struck.recoveries()));
        var met = Phase.met(log, arena.tap(), struck.kills());
        return new Report(
                checks,
                met.entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> entry.getKey().words(),
                                Map.Entry::getValue,
                                (one, other) -> one,
                                java.util.LinkedHashMap::new)));
    }

    private static Check troubles(Arena arena, Map<Trouble, Integer> troubles) {
        return new Check(
                "something else was wrong at the kills",
                !troubles.isEmpty() && hasStruck(arena, troubles),
                troubles.entrySet().stream()
                                .map(entry -> "%d times %s"
                                        .formatted(
                                                entry.getValue(), entry.getKey().words()))
                                .collect(Collectors.joining("; "))
                        + "; memory ran out %d times, %d commits were cut"
                                .formatted(
                                        arena.outOfMemory(),
                                        arena.storage()
                                                .cutter()
                                                .map(CuttingProxy::cuts)
                                                .orElse(0)));
    }

    /// A disaster that met nothing proves nothing.
    private static boolean hasStruck(Arena arena, Map<Trouble, Integer> troubles) {
        boolean memory = !troubles.containsKey(Trouble.OUT_OF_MEMORY) || arena.outOfMemory() > 0;
        boolean cuts = !troubles.containsKey(Trouble.CUT_COMMIT)
                || arena.storage().cutter().map(CuttingProxy::cuts).orElse(0) > 0;
        return memory && cuts;
    }

    private Check recovery(List<Duration> recoveries) {
        var longest = troubled ? LONGEST_AFTER_A_RIVAL : LONGEST_RECOVERY;
        var sorted = recoveries.stream().sorted().toList();
        var worst = sorted.getLast();
        return new Check(
                "recovery < %d s each".formatted(longest.toSeconds()),
                worst.compareTo(longest) < 0,
                String.format(
                        Locale.ROOT,
                        "median %.1f s, worst %.1f s (from the start of the process, or the end of what else was wrong, to the"
                                + " lease on every device)",
                        sorted.get(sorted.size() / 2).toMillis() / 1000.0,
                        worst.toMillis() / 1000.0));
    }
}
