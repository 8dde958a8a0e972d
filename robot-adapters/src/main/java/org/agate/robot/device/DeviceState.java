package org.agate.robot.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The whole state of a device, retained on the broker.
///
/// @param device what it does: IDLE, BUSY, …
/// @param sub finer word such as GRINDING; null when idle
/// @param stop whether the stop is latched
/// @param interlocks conditions by name, booleans or words: `LID_CLOSED` true, `TOOL` pestle
/// @param slots what stands where, slots without a sample left out
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
        Map<String, Object> interlocks,
        Map<String, Occupant> slots,
        List<Report> active,
        List<Report> recent,
        List<Alert> alerts) {

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
    public record Lease(String holder, long epoch, Instant until) {

        /// A lease that was never granted may lack its end.
        public Lease {
            Objects.requireNonNull(holder, "holder");
            until = Objects.requireNonNullElse(until, Instant.EPOCH);
        }
    }

    /// A sample in a slot, and since when.
    public record Occupant(String sample, Instant since) {
        public Occupant {
            Objects.requireNonNull(sample, "sample");
            since = Objects.requireNonNullElse(since, Instant.EPOCH);
        }
    }

    /// Where one command stands.
    public record Report(UUID commandId, DeviceEvent event, Instant since) {
        public Report {
            Objects.requireNonNull(commandId, "commandId");
            Objects.requireNonNull(event, "event");
            since = Objects.requireNonNullElse(since, Instant.EPOCH);
        }
    }

    /// Something that people should know, for as long as it lasts.
    public record Alert(String code, DeviceError.Level level, String text) {
        public Alert {
            Objects.requireNonNull(code, "code");
            level = Objects.requireNonNullElse(level, DeviceError.Level.WARNING);
            text = Objects.requireNonNullElse(text, "");
        }
    }

    public DeviceState {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(lease, "lease");
        interlocks = Collections.unmodifiableMap(new LinkedHashMap<>(interlocks));
        slots.forEach((slot, occupant) -> Objects.requireNonNull(occupant, slot));
        slots = Collections.unmodifiableMap(new LinkedHashMap<>(slots));
        active = List.copyOf(active);
        recent = List.copyOf(recent);
        alerts = List.copyOf(alerts);
    }

    /// Whether a command would be taken now by whoever holds the lease.
    public boolean ready() {
        return mode == Mode.AUTOMATIC && device == Activity.IDLE && !stop;
    }
}
