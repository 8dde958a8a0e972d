package org.agate.orchestrator.device;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A command as the ledger has it.
///
/// @param state ISSUED, a state of the device's, or UNKNOWN
/// @param outcome the result or error as JSON; empty while open
public record CommandRecord(
        UUID id,
        UUID run,
        String stepPath,
        String sample,
        String device,
        String action,
        String params,
        String state,
        String outcome,
        Instant issued,
        @Nullable Instant ended) {}
