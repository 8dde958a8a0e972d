package org.agate.orchestrator.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A step of a run, as journaled.
///
/// @param state RUNNING, SUCCEEDED or FAILED
public record StepExecution(
        String path, String state, Instant began, @Nullable Instant ended) {}
