package org.agate.orchestrator.device;

import java.time.Instant;
import java.util.UUID;
import org.agate.orchestrator.dispatch.Priority;

/// What the floor needs to know of a run to serve it fairly.
///
/// @param recipe the same for runs that will be worked on alike
/// @param ordered when it was asked for, lab time
public record RunProfile(UUID run, String sample, String workflow, String recipe, Priority priority, Instant ordered) {}
