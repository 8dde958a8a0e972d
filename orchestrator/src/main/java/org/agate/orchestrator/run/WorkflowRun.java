package org.agate.orchestrator.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.time.Instant;
import java.util.UUID;
import org.agate.orchestrator.database.RawJson;
import org.agate.orchestrator.dispatch.Priority;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One execution of one version of a workflow, on one sample.
///
/// @param campaign null for one that no campaign asked for
/// @param params the values it was started with, as JSON
/// @param intent what people want of it
/// @param intentNumber where in the log they said so; zero before
/// @param reason why it failed, or why people want that; empty otherwise
/// @param outputs what it left, as JSON; null in answers while it left nothing
/// @param project whose quota it counts against; may be empty
/// @param asked when it was asked for, lab time (`labAsked` in answers); null when that was not kept
/// @param started wall time, as `ended`
public record WorkflowRun(
        UUID id,
        @Nullable Long campaign,
        String sample,
        String workflow,
        String version,

        @JsonSerialize(using = RawJson.class) @Schema(type = SchemaType.OBJECT)
        String params,

        RunState state,
        RunIntent intent,
        long intentNumber,
        String reason,

        @JsonSerialize(using = RawJson.class) @Schema(type = SchemaType.OBJECT)
        String outputs,

        Priority priority,
        String project,
        @JsonProperty("labAsked") @Nullable Instant asked,
        Instant started,
        @Nullable Instant ended) {}
