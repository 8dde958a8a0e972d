package org.agate.robot.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.agate.robot.device.ContractBroken;
import org.agate.robot.device.Presence;

/// The messages that belong to no single device.
public sealed interface Site {

    /// The orchestrator in charge, retained; also its will.
    ///
    /// @param files where devices put images: HTTP PUT `files/{sha256}`
    record Controller(String v, String id, Presence state, long epoch, String files, Instant ts) implements Site {
        public Controller {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(state, "state");
            files = Objects.requireNonNullElse(files, "");
            ts = Objects.requireNonNullElse(ts, Instant.EPOCH);
        }
    }

    /// The lab's stop request, retained.
    record Stop(String v, boolean engaged, long epoch, String by, String reason) implements Site {
        public Stop {
            by = Objects.requireNonNullElse(by, "");
            reason = Objects.requireNonNullElse(reason, "");
        }
    }

    /// All that arrived before a tick of the virtual clock is worked off; simulators only.
    ///
    /// @param id who says so: a device or the controller
    record TickDone(String v, String id, long tick) implements Site {
        public TickDone {
            Objects.requireNonNull(id, "id");
        }
    }

    /// The virtual clock, retained; simulators only.
    ///
    /// @param rate lab seconds per wall second
    /// @param sim lab time at wall time `wall`
    record Clock(String v, String mode, double rate, Instant sim, Instant wall, long tick) implements Site {

        public Clock {
            Objects.requireNonNull(mode, "mode");
            Objects.requireNonNull(sim, "sim");
            Objects.requireNonNull(wall, "wall");
            if (!(rate > 0 && rate <= FASTEST)) {
                throw new ContractBroken(
                        "wire.clock.rate",
                        "rate (%s) is not above 0 and at most %.0f.".formatted(rate, FASTEST),
                        "Maybe it is not in lab seconds per second.");
            }
        }

        private static final double FASTEST = 1e6;

        /// Lab time at a wall time.
        public Instant at(Instant now) {
            double seconds = Duration.between(wall, now).toNanos() / 1e9 * rate;
            return sim.plusNanos((long) (seconds * 1e9));
        }
    }
}
