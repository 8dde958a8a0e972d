package org.agate.orchestrator.event;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.Instant;
import java.util.UUID;
import org.agate.orchestrator.database.RawJson;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Something that happened, as pages and people read it.
///
/// @param id rises by one, in the order of commits
/// @param kind dotted, such as `run.started`
/// @param text a sentence for the lab book
/// @param data details for programs, as JSON
/// @param hash SHA-256 over the event before it and this one, with `data` byte for byte as it is kept and answered
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

        @JsonSerialize(using = RawJson.class) @Schema(type = SchemaType.OBJECT)
        String data,

        String hash,
        boolean routine) {}
