package org.agate.orchestrator.run;

import java.time.Instant;
import java.util.UUID;
import org.agate.orchestrator.dispatch.Priority;
import org.jspecify.annotations.Nullable;

/// One execution of one version of a workflow, on one sample.
///
/// @param campaign null for one that no campaign asked for
/// @param params the values it was started with, as JSON
/// @param intent what people want of it
/// @param intentNumber where in the log they said so; zero before
/// @param reason why it failed, or why people want that; empty otherwise
/// @param outputs what it left, as JSON
/// @param project whose quota it counts against; may be empty
/// @param asked when it was asked for, lab time; null when that was not kept
public record WorkflowRun(
        UUID id,
        @Nullable Long campaign,
        String sample,
        String workflow,
        String version,
        String params,
        RunState state,
        RunIntent intent,
        long intentNumber,
        String reason,
        String outputs,
        Priority priority,
        String project,
        @Nullable Instant asked,
        Instant started,
        @Nullable Instant ended) {}
