package org.agate.sim.device;

import java.time.Duration;
import org.agate.robot.sdk.Execution;
import org.agate.sim.clock.SimClock;

/// Lets an action last: in slices short enough to hear a pause or a cancel, with progress twice a wall second.
final class LabTime {

    private static final double SLICE_WALL_SECONDS = 0.05;
    private static final double REPORT_WALL_SECONDS = 0.5;

    private final SimClock clock;

    LabTime(SimClock clock) {
        this.clock = clock;
    }

    /// Waits `seconds` of lab time, stopping at each checkpoint.
    void last(Execution execution, String sub, double seconds) throws InterruptedException {
        double slice = SLICE_WALL_SECONDS * clock.rate();
        double reportEvery = REPORT_WALL_SECONDS * clock.rate();
        double reported = 0;
        var start = clock.now();
        double done = 0;
        while (done < seconds) {
            execution.checkpoint();
            if (done - reported >= reportEvery) {
                execution.progress(sub, done / seconds, seconds - done);
                reported = done;
            }
            double next = Math.min(slice, seconds - done);
            // Aim at the plan, not at the last wake-up: late wake-ups must not stretch a long action.
            double late = Duration.between(start, clock.now()).toNanos() / 1e9 - done;
            double wait = Math.max(0, next - Math.clamp(late, 0, next));
            clock.sleep(Duration.ofNanos((long) (wait * 1e9)));
            done += next;
        }
    }
}
