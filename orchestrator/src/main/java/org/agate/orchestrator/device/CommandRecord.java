package org.agate.orchestrator.device;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.agate.orchestrator.database.Json;
import org.agate.robot.device.Recovery;
import org.jspecify.annotations.Nullable;

/// A command as the ledger has it.
///
/// @param number its place in the log: commands of a step are in this order
/// @param params as sent, JSON
/// @param target where a moved sample will stand; null when nothing is moved
/// @param recovery what may be done when its outcome is unknown
/// @param outcome the result or error as JSON; empty while open
public record CommandRecord(
        UUID id,
        long number,
        UUID run,
        String stepPath,
        String sample,
        String device,
        String action,
        String params,
        @Nullable String target,
        CommandPurpose purpose,
        Recovery recovery,
        CommandState state,
        String outcome,
        Instant issued,
        @Nullable Instant ended) {

    /// The result or error; empty while open.
    public Map<String, Object> detail() {
        return outcome.isEmpty() ? Map.of() : Json.map(outcome);
    }

    /// The error's code, or the state when it has none.
    public String code() {
        return String.valueOf(detail().getOrDefault("code", state.name()));
    }

    String text() {
        return String.valueOf(detail().getOrDefault("text", ""));
    }

    /// Whether it surely moved nothing.
    boolean neverStarted() {
        return switch (state) {
            case REJECTED, DENIED -> true;
            case INTERRUPTED -> Boolean.FALSE.equals(detail().get("started"));
            case ISSUED, ACCEPTED, RUNNING, PAUSED, SUCCEEDED, FAILED, CANCELED, ABORTED, FORGOTTEN -> false;
        };
    }
}
