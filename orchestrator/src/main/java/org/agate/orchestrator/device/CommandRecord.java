package org.agate.orchestrator.device;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.agate.orchestrator.database.Json;
import org.agate.orchestrator.database.RawJson;
import org.agate.robot.device.Recovery;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A command as the ledger has it.
///
/// @param number its place in the log: commands of a step are in this order
/// @param params as sent, JSON
/// @param target where a moved sample will stand; null when nothing is moved
/// @param recovery what may be done when its outcome is unknown
/// @param family of the device; null when it was not kept
/// @param nominalSeconds how long it shall last, lab time; null when it was not kept
/// @param labIssued lab time; null when it was not kept
/// @param labEnded lab time; null while open, and when it was not kept
/// @param outcome the result or error as JSON; empty while open, in answers null
public record CommandRecord(
        UUID id,
        long number,
        UUID run,
        String stepPath,
        String sample,
        String device,
        String action,

        @JsonSerialize(using = RawJson.class) @Schema(type = SchemaType.OBJECT)
        String params,

        @Nullable String target,
        CommandPurpose purpose,
        Recovery recovery,
        CommandState state,

        @JsonSerialize(using = RawJson.class) @Schema(type = SchemaType.OBJECT)
        String outcome,

        Instant issued,
        @Nullable Instant ended,
        @Nullable String family,
        @Nullable Double nominalSeconds,
        @Nullable Instant labIssued,
        @Nullable Instant labEnded) {

    /// The result or error; empty while open.
    public Map<String, Object> detail() {
        return outcome.isEmpty() ? Map.of() : Json.map(outcome);
    }

    /// The same command as another step sees it whose vial is worked on with it.
    CommandRecord sharedBy(UUID otherRun, String otherStep, String otherSample) {
        return new CommandRecord(
                id,
                number,
                otherRun,
                otherStep,
                otherSample,
                device,
                action,
                params,
                target,
                purpose,
                recovery,
                state,
                outcome,
                issued,
                ended,
                family,
                nominalSeconds,
                labIssued,
                labEnded);
    }

    /// Its action with the family of its device, such as `grinder/grind`.
    String kind() {
        return family + "/" + action;
    }

    /// How long it shall last; empty when it was not kept.
    Optional<Duration> nominal() {
        return Optional.ofNullable(nominalSeconds).map(seconds -> Duration.ofMillis(Math.round(1000 * seconds)));
    }

    /// How long it took, lab time; empty while open, and when it was not kept.
    public Optional<Duration> took() {
        return labIssued == null || labEnded == null
                ? Optional.empty()
                : Optional.of(Duration.between(labIssued, labEnded)).filter(took -> !took.isNegative());
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
