package org.agate.robot.device;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a device says of itself: family, maker, places for samples and actions.
///
/// @param family the device class on the wire: `doser`, `grinder`, …
/// @param simulated true for a twin; shown wherever the device is
/// @param slots the positions that a sample can be put in
/// @param dedupeEntries how many command ids the device keeps
public record Factsheet(
        @JsonProperty("class") String family,
        String vendor,
        String model,
        String serial,
        Protocol protocol,
        boolean simulated,
        List<String> slots,
        Map<String, Capability> actions) {

    /// Limits of the device's end of the wire.
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

    public Factsheet {
        slots = List.copyOf(slots);
        actions = Collections.unmodifiableMap(new LinkedHashMap<>(actions));
    }
}
