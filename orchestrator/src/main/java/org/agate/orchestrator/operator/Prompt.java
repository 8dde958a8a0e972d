package org.agate.orchestrator.operator;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A question to people, and its answer.
///
/// @param about the command whose outcome cannot be proved; null for a question that the workflow asks
/// @param choices one of which must be answered; empty for a free answer
/// @param unit UCUM code when a quantity is asked for; null for a text
/// @param preset taken when nobody answers in time; null to wait for ever
/// @param due when `preset` is taken, lab time (`labDue` in answers); null for never
/// @param photo SHA-256 of the sample's latest photograph when it was asked; null when there was none
/// @param asked wall time, as `answered`
/// @param answer null while open
public record Prompt(
        UUID id,
        UUID run,
        String stepPath,
        String sample,
        @Nullable UUID about,
        String question,
        List<String> choices,
        @Nullable String unit,
        @Nullable String preset,
        Instant asked,
        @JsonProperty("labDue") @Nullable Instant due,
        @Nullable String photo,
        @Nullable String answer,
        @Nullable String answeredBy,
        @Nullable String reason,
        @Nullable Instant answered) {
    public Prompt {
        choices = List.copyOf(choices);
    }
}
