package org.agate.orchestrator.device;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.agate.robot.device.Capability;

/// How long a command says that it shall last.
final class NominalDuration {

    private static final double ROOM_CELSIUS = 25;

    private NominalDuration() {}

    /// By its duration or its furnace programme; else what the maker says.
    ///
    /// @param params as sent
    static Duration of(Map<String, Object> params, Capability capability) {
        double seconds = number(params, "duration_s");
        if (params.get("segments") instanceof List<?> segments) {
            seconds = program(segments);
        }
        return Duration.ofMillis(Math.round(1000 * Math.max(1, seconds > 0 ? seconds : capability.typicalSeconds())));
    }

    private static double program(List<?> segments) {
        double celsius = ROOM_CELSIUS;
        double seconds = 0;
        for (var item : segments) {
            var segment = (Map<?, ?>) item;
            if ("RAMP".equals(segment.get("type"))) {
                double target = Math.max(ROOM_CELSIUS, number(segment, "target_C"));
                seconds += 60 * Math.abs(target - celsius) / Math.max(1e-6, number(segment, "rate_C_per_min"));
                celsius = target;
            } else {
                seconds += number(segment, "duration_s");
            }
        }
        return seconds;
    }

    private static double number(Map<?, ?> map, String name) {
        return map.get(name) instanceof Number number ? number.doubleValue() : 0;
    }
}
