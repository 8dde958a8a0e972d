package org.agate.robot.wire;

import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.agate.robot.device.ContractBroken;
import org.agate.robot.device.DeviceId;

/// What every message of a device starts with.
///
/// @param session random per start of the device
/// @param seq rises by one per session and topic
/// @param ts wall time of the device
public record Header(String v, DeviceId dev, String session, long seq, Instant ts) {

    public Header {
        Objects.requireNonNull(v, "v");
        if (!SPOKEN.matcher(v).matches()) {
            throw new ContractBroken(
                    "wire.version",
                    "Version (%s) is not 1.x.".formatted(Printable.of(v, 20)),
                    "Maybe the sender speaks another major version.");
        }
        Objects.requireNonNull(dev, "dev");
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(ts, "ts");
    }

    private static final Pattern SPOKEN = Pattern.compile("1\\.[0-9]{1,4}");

    /// The version spoken here.
    public static final String VERSION = "1.0";
}
