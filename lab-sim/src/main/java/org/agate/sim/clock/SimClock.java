package org.agate.sim.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Lab time that stands still while anything happens, and is moved on when all actors sleep. Thread-safe.
///
/// An actor is a thread that does physical work: it announces itself with [#begin], waits with [#sleepUntil] and leaves
/// with [#end]. Whoever moves the clock (a conductor beside the wall clock, or [#jump] in a test) first waits until
/// every actor sleeps: computing time never becomes lab time.
public final class SimClock implements InstantSource {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();
    private final Condition begun = lock.newCondition();
    private final PriorityQueue<Sleeper> sleepers = new PriorityQueue<>(
            Comparator.comparing((Sleeper sleeper) -> sleeper.wake).thenComparing(sleeper -> sleeper.number));
    /// The fastest rate that a conductor keeps: at higher ones its ticks are longer than most actions.
    public static final double FASTEST = 5_000;

    private final double rate;
    private Instant now;
    private int actors;
    private int awake;
    private long activity;
    private long numbers;

    private static final class Sleeper {
        private final Instant wake;
        private final long number;
        private final Condition woken;
        private final Thread thread = Thread.currentThread();
        private boolean due;

        private Sleeper(Instant wake, long number, Condition woken) {
            this.wake = wake;
            this.number = number;
            this.woken = woken;
        }
    }

    /// @param rate lab seconds per wall second at most; infinite for a clock that only jumps
    public SimClock(Instant start, double rate) {
        this.now = start;
        this.rate = rate;
    }

    /// A clock for tests: it jumps from one wake-up to the next.
    public static SimClock jumping(Instant start) {
        return new SimClock(start, Double.POSITIVE_INFINITY);
    }

    @Override
    public Instant instant() {
        lock.lock();
        try {
            return now;
        } finally {
            lock.unlock();
        }
    }

    public double rate() {
        return rate;
    }

    /// The calling thread, or one that it is about to start, does physical work from now on.
    public void begin() {
        lock.lock();
        try {
            actors++;
            awake++;
            activity++;
            begun.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public void end() {
        lock.lock();
        try {
            actors--;
            activity++;
            rest();
        } finally {
            lock.unlock();
        }
    }

    /// The actor waits for something that is not lab time, such as a person's resume: time may go on without it.
    public void stepAside() {
        lock.lock();
        try {
            rest();
        } finally {
            lock.unlock();
        }
    }

    public void comeBack() {
        lock.lock();
        try {
            awake++;
            activity++;
        } finally {
            lock.unlock();
        }
    }

    private void rest() {
        awake--;
        quiet.signalAll();
    }

    public void sleep(Duration lab) throws InterruptedException {
        sleepUntil(instant().plus(lab));
    }

    /// Waits until that lab time, or until [#wake]; returns at once when it has passed.
    public void sleepUntil(Instant end) throws InterruptedException {
        lock.lock();
        try {
            if (!end.isAfter(now)) {
                return;
            }
            var sleeper = new Sleeper(end, numbers++, lock.newCondition());
            sleepers.add(sleeper);
            rest();
            try {
                while (!sleeper.due) {
                    sleeper.woken.await();
                }
            } finally {
                if (!sleeper.due) {
                    sleepers.remove(sleeper);
                    awake++;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// Wakes an actor before its time, because something was asked of it; nothing when it does not sleep.
    public void wake(Thread actor) {
        lock.lock();
        try {
            sleepers.stream()
                    .filter(sleeper -> sleeper.thread == actor)
                    .findFirst()
                    .ifPresent(sleeper -> {
                        sleepers.remove(sleeper);
                        rouse(sleeper);
                    });
        } finally {
            lock.unlock();
        }
    }

    private void rouse(Sleeper sleeper) {
        sleeper.due = true;
        awake++;
        activity++;
        sleeper.woken.signal();
    }

    /// Waits until every actor sleeps.
    ///
    /// @return false when they still work after that long
    public boolean awaitQuiet(Duration longest) throws InterruptedException {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (awake > 0 && left > 0) {
                left = quiet.awaitNanos(left);
            }
            return awake <= 0;
        } finally {
            lock.unlock();
        }
    }

    /// How many actors there are, asleep or not.
    public int actors() {
        lock.lock();
        try {
            return actors;
        } finally {
            lock.unlock();
        }
    }

    /// Rises whenever an actor comes or goes: the same before and after means that nothing happened between.
    public long activity() {
        lock.lock();
        try {
            return activity;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until an actor begins, at most that long.
    public void awaitBegin(long sinceActivity, Duration longest) throws InterruptedException {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (activity == sinceActivity && left > 0) {
                left = begun.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /// When the next actor wants to be woken.
    public Optional<Instant> next() {
        lock.lock();
        try {
            return Optional.ofNullable(sleepers.peek()).map(sleeper -> sleeper.wake);
        } finally {
            lock.unlock();
        }
    }

    /// Moves on to a time, or to the next wake-up if that is earlier, and wakes whoever is due.
    public void advance(Instant to) {
        lock.lock();
        try {
            var first = sleepers.peek();
            var reached = first != null && first.wake.isBefore(to) ? first.wake : to;
            if (reached.isAfter(now)) {
                now = reached;
            }
            for (var next = sleepers.peek(); next != null && !next.wake.isAfter(now); next = sleepers.peek()) {
                sleepers.remove();
                rouse(next);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits until all actors sleep, then moves on to the next wake-up.
    ///
    /// @return false when nobody waits for anything
    public boolean jump() throws InterruptedException {
        if (!awaitQuiet(Duration.ofNanos(TimeUnit.MINUTES.toNanos(1)))) {
            throw new IllegalStateException("An actor has worked for a minute without sleeping.");
        }
        var next = next();
        next.ifPresent(this::advance);
        return next.isPresent();
    }
}
