package org.agate.robot.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a device says of itself: family, maker, places for samples and actions.
///
/// @param family the device class on the wire: `doser`, `grinder`, …
/// @param simulated true for a twin; shown wherever the device is
/// @param slots the positions that a sample can be put in
/// @param telemetry what it measures all the time, by name
/// @param errors what its actions can fail with, by code
public record Factsheet(
        @JsonProperty("class") String family,
        String vendor,
        String model,
        String serial,
        Protocol protocol,
        boolean simulated,
        List<String> slots,
        Map<String, Capability> actions,
        Map<String, TelemetryChannel> telemetry,
        Map<String, ErrorKind> errors) {

    /// Limits of the device's end of the wire.
    ///
    /// @param maxPayload bytes of one message that it takes
    /// @param dedupeEntries how many command ids it keeps
    /// @param dedupeHours how long it keeps them
    public record Protocol(
            int maxPayload,
            @JsonProperty("heartbeat_s") int heartbeatSeconds,
            @JsonProperty("dedupe_n") int dedupeEntries,
            @JsonProperty("dedupe_h") int dedupeHours) {

        /// 64 kB, a heartbeat each 5 s, 1000 ids kept for a day.
        public static Protocol usual() {
            return new Protocol(65_536, 5, 1000, 24);
        }
    }

    /// A quantity measured all the time.
    ///
    /// @param unit UCUM code
    public record TelemetryChannel(
            String unit, @JsonProperty("rate_hz") double rateHz) {}

    /// An error that an action can end with.
    ///
    /// @param retry `AFTER_CLEAR`, `AT_ONCE` or `NEVER`; null when the device gives no hint
    /// @param cause whether the sample is to blame, so that another sample might not fail so; null for the device
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ErrorKind(
            DeviceError.Level level,
            @Nullable String retry,
            @Nullable Cause cause) {

        /// An error of the device's own.
        public ErrorKind(DeviceError.Level level, @Nullable String retry) {
            this(level, retry, null);
        }

        /// The same error, to blame on the sample: a powder that cakes, for example.
        public ErrorKind ofTheSample() {
            return new ErrorKind(level, retry, Cause.SAMPLE);
        }

        /// Whom an error is to blame on.
        public enum Cause {
            DEVICE,
            SAMPLE
        }
    }

    public Factsheet {
        Objects.requireNonNull(family, "class");
        Objects.requireNonNull(protocol, "protocol");
        vendor = Objects.requireNonNullElse(vendor, "");
        model = Objects.requireNonNullElse(model, "");
        serial = Objects.requireNonNullElse(serial, "");
        actions.forEach((name, action) -> Objects.requireNonNull(action, name));
        telemetry.forEach((name, channel) -> Objects.requireNonNull(channel, name));
        errors.forEach((code, kind) -> Objects.requireNonNull(kind, code));
        slots = List.copyOf(slots);
        actions = Collections.unmodifiableMap(new LinkedHashMap<>(actions));
        telemetry = Collections.unmodifiableMap(new LinkedHashMap<>(telemetry));
        errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    }
}
