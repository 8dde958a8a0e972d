package org.agate.robot.device;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A batch of what a device measures all the time; lost batches are not sent again.
public record Telemetry(List<Sample> samples) {

    /// Values of one moment by the channel names of the factsheet, in its units.
    ///
    /// @param at lab time
    public record Sample(Instant at, Map<String, Double> values) {
        public Sample {
            Objects.requireNonNull(at, "at");
            values.forEach((channel, value) -> Objects.requireNonNull(value, channel));
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    public Telemetry {
        samples = List.copyOf(samples);
    }
}
