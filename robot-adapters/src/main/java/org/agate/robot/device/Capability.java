package org.agate.robot.device;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One action in a factsheet.
///
/// @param params what a command must say
/// @param results what a success reports
/// @param pause whether the action can be paused
/// @param typicalSeconds how long it usually takes, lab time
/// @param onControllerLoss CONTINUE, FINISH, HOLD or SAFE_STOP
public record Capability(
        Map<String, ParameterRange> params,
        Map<String, ParameterRange> results,
        Recovery recovery,
        boolean pause,
        @JsonProperty("typical_s") double typicalSeconds,
        ControllerLoss onControllerLoss) {

    /// What a running action does when the lease expires or the broker is gone.
    public enum ControllerLoss {
        CONTINUE,
        FINISH,
        HOLD,
        SAFE_STOP
    }

    public Capability {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
    }

    /// The first thing wrong with the parameters of a command; empty when they are fine.
    public Optional<String> complaint(Map<String, Object> values) {
        for (var name : values.keySet()) {
            if (!params.containsKey(name)) {
                return Optional.of("%s is not a parameter, known are %s".formatted(name, params.keySet()));
            }
        }
        for (var entry : params.entrySet()) {
            var complaint = entry.getValue().complaint(entry.getKey(), values.get(entry.getKey()));
            if (complaint != null) {
                return Optional.of(complaint);
            }
        }
        return Optional.empty();
    }
}
