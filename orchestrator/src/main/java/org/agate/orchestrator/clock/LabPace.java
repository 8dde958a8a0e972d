package org.agate.orchestrator.clock;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.agate.robot.controller.ControllerLink;
import org.jspecify.annotations.Nullable;

/// Holds the simulated laboratory's clock while the orchestrator thinks: a tick is answered when nothing is left to do.
///
/// Otherwise an inference of half a second would be a quarter of an hour of furnace time at rate 2000. In a real
/// laboratory nobody asks and nothing happens. Thread-safe.
@ApplicationScoped
public class LabPace {

    private final AtomicInteger work = new AtomicInteger();
    private final Map<String, Integer> thinking = new ConcurrentHashMap<>();
    private volatile long pending;
    private volatile @Nullable ControllerLink link;

    /// Answers ticks on that link from now on.
    public void attach(ControllerLink fresh) {
        link = fresh;
    }

    /// Something has to be worked off.
    public void begin() {
        work.incrementAndGet();
    }

    /// It is.
    public void end() {
        work.decrementAndGet();
        answer();
    }

    /// A run has something to do until it waits for the laboratory or ends.
    public void thinks(String run) {
        thinking.merge(run, 1, Integer::sum);
    }

    /// One thread of a run waits for the laboratory.
    public void waits(String run) {
        thinking.computeIfPresent(run, (id, threads) -> threads > 1 ? threads - 1 : null);
        answer();
    }

    /// The run has ended.
    public void ended(String run) {
        thinking.remove(run);
        answer();
    }

    /// A tick was heard.
    public void ticked(long tick) {
        pending = tick;
        answer();
    }

    /// Answers the last tick if nothing is left to do.
    public void answer() {
        var current = link;
        long tick = pending;
        if (tick > 0 && current != null && work.get() <= 0 && thinking.isEmpty() && current.isSettled()) {
            synchronized (this) {
                if (pending != tick) {
                    return;
                }
                pending = 0;
            }
            current.tickDone(tick);
        }
    }
}
