package org.agate.orchestrator.dispatch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A request that waits, as the rules see it.
///
/// @param arrival rises from request to request
/// @param clearing whether it only takes away what stands in others' way
/// @param age of its run, lab time: what ages is the run, so that its later steps do not start at the end again
/// @param from family of the device that its vial stands in; null when it stands in the rack
/// @param to family of the device that it needs, or that its vial goes to; null when that is the rack
/// @param tail expected work of its run behind the bottleneck, or behind this request when that is passed, lab time
public record Candidate(
        long arrival,
        boolean clearing,
        Priority priority,
        Duration age,
        @Nullable String from,
        @Nullable String to,
        Duration tail) {

    boolean touches(String family) {
        return family.equals(from) || family.equals(to);
    }
}
