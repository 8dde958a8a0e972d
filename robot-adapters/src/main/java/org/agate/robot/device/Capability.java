package org.agate.robot.device;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// One action in a factsheet.
///
/// @param params what a command must say
/// @param results what a success reports
/// @param cancel when a cancel takes effect
/// @param pause whether the action can be paused
/// @param resumeAfterReboot whether the device goes on by itself after a restart; else the action is INTERRUPTED
/// @param typicalSeconds how long it usually takes, lab time
/// @param interlocks conditions that must hold at the start, by their names in the state: `LID_CLOSED`, `TOOL=pestle`
public record Capability(
        Map<String, ParameterRange> params,
        Map<String, ParameterRange> results,
        Recovery recovery,
        CancelMode cancel,
        boolean pause,
        boolean resumeAfterReboot,
        @JsonProperty("typical_s") double typicalSeconds,
        ControllerLoss onControllerLoss,
        List<String> interlocks) {

    private static final double LONGEST_SECONDS = 366 * 86_400.0;

    /// A vendor may leave out when a cancel takes effect.
    public Capability {
        Objects.requireNonNull(recovery, "recovery");
        Objects.requireNonNull(onControllerLoss, "onControllerLoss");
        cancel = Objects.requireNonNullElse(cancel, CancelMode.AT_BLOCK_END);
        if (!(typicalSeconds >= 0 && typicalSeconds <= LONGEST_SECONDS)) {
            throw new ContractBroken(
                    "device.capability.duration",
                    "typical_s (%s) is not between 0 and a year.".formatted(typicalSeconds),
                    "Maybe it is not in seconds.");
        }
        params.forEach((name, range) -> Objects.requireNonNull(range, name));
        results.forEach((name, range) -> Objects.requireNonNull(range, name));
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
        interlocks = List.copyOf(interlocks);
    }

    /// An action without parameters and results; cancelable at block ends, not pausable, and finished when the
    /// controller is lost.
    public static Capability of(Recovery recovery, double typicalSeconds) {
        return new Capability(
                Map.of(),
                Map.of(),
                recovery,
                CancelMode.AT_BLOCK_END,
                false,
                false,
                typicalSeconds,
                ControllerLoss.FINISH,
                List.of());
    }

    public Capability taking(String name, ParameterRange range) {
        var more = new LinkedHashMap<>(params);
        more.put(name, range);
        return new Capability(
                more,
                results,
                recovery,
                cancel,
                pause,
                resumeAfterReboot,
                typicalSeconds,
                onControllerLoss,
                interlocks);
    }

    public Capability giving(String name, ParameterRange range) {
        var more = new LinkedHashMap<>(results);
        more.put(name, range);
        return new Capability(
                params, more, recovery, cancel, pause, resumeAfterReboot, typicalSeconds, onControllerLoss, interlocks);
    }

    public Capability pausable() {
        return new Capability(
                params,
                results,
                recovery,
                cancel,
                true,
                resumeAfterReboot,
                typicalSeconds,
                onControllerLoss,
                interlocks);
    }

    public Capability canceled(CancelMode mode) {
        return new Capability(
                params,
                results,
                recovery,
                mode,
                pause,
                resumeAfterReboot,
                typicalSeconds,
                onControllerLoss,
                interlocks);
    }

    public Capability onLoss(ControllerLoss reaction) {
        return new Capability(
                params, results, recovery, cancel, pause, resumeAfterReboot, typicalSeconds, reaction, interlocks);
    }

    public Capability interlocked(String condition) {
        var more = new ArrayList<>(interlocks);
        more.add(condition);
        return new Capability(
                params, results, recovery, cancel, pause, resumeAfterReboot, typicalSeconds, onControllerLoss, more);
    }

    /// The first thing wrong with the parameters of a command; empty when they are fine.
    public Optional<String> complaint(Map<String, Object> values) {
        return ParameterRange.complaint("", params, values);
    }

    /// The first thing wrong with the result of a success; empty when it is fine. What the factsheet does not name is
    /// taken as it is.
    public Optional<String> resultComplaint(Map<String, Object> values) {
        var named = new LinkedHashMap<>(values);
        named.keySet().retainAll(results.keySet());
        return ParameterRange.complaint("", results, named);
    }

    /// The first interlock that does not hold; empty when all do.
    ///
    /// @param conditions as the device's state shows them
    public Optional<String> unmet(Map<String, Object> conditions) {
        for (var interlock : interlocks) {
            var parts = interlock.split("=", 2);
            var wanted = parts.length == 2 ? parts[1] : "true";
            var present = String.valueOf(conditions.get(parts[0]));
            if (!present.equals(wanted)) {
                return Optional.of("%s is %s, not %s".formatted(parts[0], present, wanted));
            }
        }
        return Optional.empty();
    }
}
