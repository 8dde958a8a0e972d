package org.agate.robot.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The whole state of a device, retained on the broker.
///
/// @param device what it does: IDLE, BUSY, …
/// @param sub finer word such as GRINDING; null when idle
/// @param stop whether the stop is latched
/// @param slots sample id by slot, slots without a sample left out
/// @param active commands that are open
/// @param recent the last commands that ended, newest last
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeviceState(
        Mode mode,
        Activity device,
        @Nullable String sub,
        Lease lease,
        boolean stop,
        boolean simulated,
        Map<String, String> slots,
        List<Report> active,
        List<Report> recent,
        List<String> alerts) {

    /// Commands are taken in AUTOMATIC only.
    public enum Mode {
        AUTOMATIC,
        MANUAL,
        SERVICE
    }

    /// What the device as a whole does.
    public enum Activity {
        INIT,
        IDLE,
        BUSY,
        HELD,
        STOPPED,
        FAULT
    }

    /// Who may command the device, and until when (wall time); an empty holder has never been granted one.
    public record Lease(String holder, long epoch, Instant until) {}

    /// Where one command stands.
    public record Report(UUID commandId, DeviceEvent event, Instant since) {}

    public DeviceState {
        slots = Map.copyOf(slots);
        active = List.copyOf(active);
        recent = List.copyOf(recent);
        alerts = List.copyOf(alerts);
    }

    /// Whether a command would be taken now by whoever holds the lease.
    public boolean ready() {
        return mode == Mode.AUTOMATIC && device == Activity.IDLE && !stop;
    }
}
