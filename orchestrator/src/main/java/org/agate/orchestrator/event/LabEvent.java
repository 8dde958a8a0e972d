package org.agate.orchestrator.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that happened, as pages and people read it.
///
/// @param id rises by one, in the order of commits
/// @param kind dotted, such as `run.started`
/// @param text a sentence for the lab book
/// @param data details for programs, as JSON
/// @param hash SHA-256 over the event before it and this one
/// @param routine too common for the lab book
public record LabEvent(
        long id,
        Instant at,
        String kind,
        @Nullable Long campaign,
        @Nullable UUID run,
        @Nullable String sample,
        @Nullable String device,
        String text,
        String data,
        String hash,
        boolean routine) {}
