package org.agate.orchestrator.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// A laboratory reduced to times: one arm, one doser, one mixer, two grinders, two furnaces of eight, one
/// diffractometer (eight devices), for the rules of dispatch alone. Every vial has a place of its own in the
/// rack.
///
/// Minutes everywhere. A failed operation is found out at its end and done again.
final class VirtualShop {

    static final List<String> ROUTE = List.of("doser", "mixer", "grinder", "furnace", "xrd");
    static final int[] UNITS = {1, 1, 2, 2, 1};
    static final int FURNACE = 3;
    static final int GRINDER = 2;
    static final int SLOTS = 8;
    static final double MOVE = 1.5;
    private static final double[] PROGRAMS = {180, 240, 300, 360};

    private final DispatchRule rule;
    private final BatchRule batches;
    private final double failureRate;
    private final SplittableRandom chance;
    private final List<Job> jobs;
    private final List<Machine> machines = new ArrayList<>();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingDouble(Event::at).thenComparingLong(Event::number));
    private double now;
    private boolean armBusy;
    private long numbers;
    private double slowestDecisionMillis;

    /// A sample with its times, one for each station of the route.
    static final class Job {
        final int id;
        final double[] minutes;
        int stage;

        @Nullable
        Machine in;

        boolean moving;
        boolean ready = true;
        long arrival;

        Job(int id, double[] minutes) {
            this.id = id;
            this.minutes = minutes;
        }

        boolean isDone() {
            return stage == ROUTE.size();
        }
    }

    private static final class Machine {
        final int family;
        final int capacity;
        final List<Job> vials = new ArrayList<>();
        boolean running;
        double since;

        Machine(int family, int capacity) {
            this.family = family;
            this.capacity = capacity;
        }
    }

    private record Event(double at, long number, Runnable work) {}

    VirtualShop(List<Job> jobs, DispatchRule rule, BatchRule batches, double failureRate, long seed) {
        this.jobs = jobs;
        this.rule = rule;
        this.batches = batches;
        this.failureRate = failureRate;
        this.chance = new SplittableRandom(seed);
        for (int family = 0; family < UNITS.length; family++) {
            for (int unit = 0; unit < UNITS[family]; unit++) {
                machines.add(new Machine(family, family == FURNACE ? SLOTS : 1));
            }
        }
    }

    /// Samples whose mean loads are those of the design: doser 7, mixer 9, grinder 55, diffractometer 12.5
    /// minutes, four furnace programmes of 3 to 6 hours.
    static List<Job> jobs(int count, long seed) {
        var random = new SplittableRandom(seed);
        var jobs = new ArrayList<Job>();
        for (int id = 0; id < count; id++) {
            jobs.add(new Job(id, new double[] {
                random.nextDouble(4, 10),
                random.nextDouble(5, 13),
                random.nextDouble(20, 90),
                PROGRAMS[random.nextInt(PROGRAMS.length)],
                random.nextDouble(8, 17)
            }));
        }
        return jobs;
    }

    /// The largest of each family's load with the shortest way before and behind it, and the longest single job:
    /// no order of the same work without failures is shorter.
    static double lowerBound(List<Job> jobs) {
        double bound = 0;
        for (int family = 0; family < ROUTE.size(); family++) {
            double head = Double.MAX_VALUE;
            double tail = Double.MAX_VALUE;
            double load = 0;
            for (var job : jobs) {
                double before = MOVE;
                double behind = MOVE;
                for (int stage = 0; stage < family; stage++) {
                    before += job.minutes[stage] + MOVE;
                }
                for (int stage = family + 1; stage < ROUTE.size(); stage++) {
                    behind += job.minutes[stage] + MOVE;
                }
                head = Math.min(head, before);
                tail = Math.min(tail, behind);
                load += family == FURNACE ? 0 : job.minutes[family];
            }
            if (family == FURNACE) {
                for (double program : PROGRAMS) {
                    long count = jobs.stream()
                            .filter(job -> job.minutes[FURNACE] == program)
                            .count();
                    load += Math.ceilDiv(count, SLOTS) * program;
                }
            }
            bound = Math.max(bound, head + load / UNITS[family] + tail);
        }
        for (var job : jobs) {
            double whole = MOVE;
            for (double minutes : job.minutes) {
                whole += minutes + MOVE;
            }
            bound = Math.max(bound, whole);
        }
        return Math.max(bound, jobs.size() * MOVE * (ROUTE.size() + 1));
    }

    /// Runs everything.
    ///
    /// @return the makespan
    double run() {
        jobs.forEach(job -> job.arrival = numbers++);
        decide();
        while (!events.isEmpty()) {
            var event = events.remove();
            now = event.at();
            event.work().run();
            decide();
        }
        if (!jobs.stream().allMatch(Job::isDone)) {
            throw new IllegalStateException("The shop stands still at minute " + now);
        }
        return now;
    }

    /// The longest that one decision took, wall time.
    double slowestDecisionMillis() {
        return slowestDecisionMillis;
    }

    private void decide() {
        long begun = System.nanoTime();
        machines.stream().filter(machine -> machine.family == FURNACE).forEach(this::perhapsHeat);
        while (!armBusy && serveOne()) {}
        slowestDecisionMillis = Math.max(slowestDecisionMillis, (System.nanoTime() - begun) / 1e6);
    }

    private boolean serveOne() {
        record Choice(
                Candidate candidate, Job job, @Nullable Machine to) {}
        var choices = new ArrayList<Choice>();
        for (var job : jobs) {
            if (job.moving || !job.ready || job.isDone() && job.in == null) {
                continue;
            }
            if (job.isDone()) {
                choices.add(new Choice(candidate(job, false, null), job, null));
                continue;
            }
            var free = free(job);
            if (free != null) {
                choices.add(new Choice(candidate(job, false, ROUTE.get(job.stage)), job, free));
            } else if (job.in != null && isWanted(job.in)) {
                choices.add(new Choice(candidate(job, false, null), job, null));
            }
        }
        if (choices.isEmpty()) {
            return false;
        }
        var order = Comparator.comparing(Choice::candidate, rule.order());
        var best = choices.stream().min(order).orElseThrow();
        move(best.job(), best.to());
        return true;
    }

    private Candidate candidate(Job job, boolean clearing, @Nullable String to) {
        double tail = 0;
        for (int stage = Math.max(job.stage, GRINDER) + 1; stage < ROUTE.size(); stage++) {
            tail += job.minutes[stage];
        }
        return new Candidate(
                job.arrival,
                clearing,
                Priority.NORMAL,
                Duration.ZERO,
                job.in == null ? null : ROUTE.get(job.in.family),
                to,
                Duration.ofMillis(Math.round(60_000 * tail)));
    }

    private @Nullable Machine free(Job job) {
        Machine empty = null;
        for (var machine : machines) {
            if (machine.family != job.stage || machine.running || machine.vials.size() >= machine.capacity) {
                continue;
            }
            if (machine.vials.isEmpty()) {
                empty = empty == null ? machine : empty;
            } else if (machine.vials.getFirst().minutes[FURNACE] == job.minutes[FURNACE]
                    && machine.vials.stream().allMatch(vial -> vial.stage == FURNACE)) {
                return machine;
            }
        }
        return empty;
    }

    /// Whether somebody waits for what this vial occupies and nothing else is free for it.
    private boolean isWanted(Machine machine) {
        return jobs.stream()
                .anyMatch(job -> !job.moving
                        && job.ready
                        && !job.isDone()
                        && job.in != machine
                        && job.stage == machine.family
                        && free(job) == null);
    }

    private void move(Job job, @Nullable Machine to) {
        armBusy = true;
        job.moving = true;
        var from = job.in;
        if (to != null) {
            to.vials.add(job);
            to.since = to.vials.size() == 1 ? now : to.since;
        }
        after(MOVE, () -> {
            armBusy = false;
            job.moving = false;
            if (from != null) {
                from.vials.remove(job);
            }
            job.in = to;
            job.arrival = numbers++;
            if (to != null) {
                job.ready = false;
                if (to.family != FURNACE) {
                    begin(to);
                }
            }
        });
    }

    private void perhapsHeat(Machine furnace) {
        var vials = furnace.vials;
        boolean loading = !furnace.running
                && !vials.isEmpty()
                && vials.stream().allMatch(vial -> !vial.moving && vial.stage == FURNACE);
        if (!loading) {
            return;
        }
        double program = vials.getFirst().minutes[FURNACE];
        int atHand = (int) jobs.stream().filter(job -> isAtHand(job, program)).count();
        int coming = (int) jobs.stream()
                .filter(job ->
                        job.minutes[FURNACE] == program && (job.stage < FURNACE || job.stage == FURNACE && job.moving))
                .count();
        boolean relieved = machines.stream()
                .anyMatch(other -> other != furnace && other.family == FURNACE && other.vials.isEmpty());
        boolean wanted = jobs.stream()
                .anyMatch(job -> !job.moving
                        && job.ready
                        && job.stage == FURNACE
                        && job.minutes[FURNACE] != program
                        && free(job) == null);
        var waited = Duration.ofMillis((long) (60_000 * (now - furnace.since)));
        if (batches.begins(
                new BatchRule.Loading(vials.size(), furnace.capacity, atHand, coming, relieved, wanted, waited))) {
            begin(furnace);
        }
    }

    /// Whether it waits for a furnace with that programme.
    private static boolean isAtHand(Job job, double program) {
        return job.stage == FURNACE
                && job.ready
                && !job.moving
                && job.minutes[FURNACE] == program
                && (job.in == null || job.in.family != FURNACE);
    }

    private void begin(Machine machine) {
        machine.running = true;
        after(machine.vials.getFirst().minutes[machine.family], () -> {
            machine.running = false;
            boolean failed = chance.nextDouble() < failureRate;
            for (var vial : machine.vials) {
                vial.ready = true;
                vial.stage += failed ? 0 : 1;
                vial.arrival = numbers++;
            }
            if (failed) {
                // It stands where it can be done again.
                machine.vials.forEach(vial -> vial.ready = false);
                begin(machine);
            }
        });
    }

    private void after(double minutes, Runnable work) {
        events.add(new Event(now + minutes, numbers++, work));
    }
}
