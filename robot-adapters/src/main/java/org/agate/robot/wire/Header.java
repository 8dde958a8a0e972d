package org.agate.robot.wire;

import java.time.Instant;
import java.util.Objects;
import org.agate.robot.device.DeviceId;

/// What every message of a device starts with.
///
/// @param session random per start of the device
/// @param seq rises by one per session and topic
/// @param ts wall time of the device
public record Header(String v, DeviceId dev, String session, long seq, Instant ts) {

    public Header {
        Objects.requireNonNull(v, "v");
        Objects.requireNonNull(dev, "dev");
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(ts, "ts");
    }

    /// The version spoken here.
    public static final String VERSION = "1.0";
}
