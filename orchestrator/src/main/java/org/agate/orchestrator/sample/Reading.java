package org.agate.orchestrator.sample;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What vision made of the photographs of one capture.
///
/// @param share of the first component, 0 to 1; null when every photograph was refused
/// @param standardDeviation of the share
/// @param shots how many photographs it rests on
/// @param defects why they were refused, by name and comma
/// @param modelVersion that looked
public record Reading(
        @Nullable Double share,
        @Nullable Double standardDeviation,
        int shots,
        String defects,
        String modelVersion,
        Instant created) {}
