package org.agate.robot.wire;

import java.time.Duration;
import java.time.Instant;
import org.agate.robot.device.Presence;

/// The messages that belong to no single device.
public sealed interface Site {

    /// The orchestrator in charge, retained; also its will.
    ///
    /// @param files where devices put images: HTTP PUT `files/{sha256}`
    record Controller(String v, String id, Presence state, long epoch, String files, Instant ts) implements Site {}

    /// The lab's stop request, retained.
    record Stop(String v, boolean engaged, long epoch, String by, String reason) implements Site {}

    /// All that arrived before a tick of the virtual clock is worked off; simulators only.
    ///
    /// @param id who says so: a device or the controller
    record TickDone(String v, String id, long tick) implements Site {}

    /// The virtual clock, retained; simulators only.
    ///
    /// @param rate lab seconds per wall second
    /// @param sim lab time at wall time `wall`
    record Clock(String v, String mode, double rate, Instant sim, Instant wall, long tick) implements Site {

        /// Lab time at a wall time.
        public Instant at(Instant now) {
            double seconds = Duration.between(wall, now).toNanos() / 1e9 * rate;
            return sim.plusNanos((long) (seconds * 1e9));
        }
    }
}
