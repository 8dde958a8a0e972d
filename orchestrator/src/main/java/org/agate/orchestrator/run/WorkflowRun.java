package org.agate.orchestrator.run;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One execution of one version of a workflow, on one sample.
///
/// @param params the values it was started with, as JSON
/// @param reason why it failed or was interrupted; empty otherwise
public record WorkflowRun(
        UUID id,
        long campaign,
        String sample,
        String workflow,
        String version,
        String params,
        RunState state,
        String reason,
        Instant started,
        @Nullable Instant ended) {}
