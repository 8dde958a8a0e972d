package org.agate.orchestrator.sample;

import java.time.Instant;
import java.util.List;
import org.agate.vision.inference.Reason;
import org.jspecify.annotations.Nullable;

/// What vision made of the photographs of one capture.
///
/// @param share of the first component, 0 to 1; null when every photograph was refused
/// @param standardDeviation of the share
/// @param shots how many photographs it rests on
/// @param defects why they were refused, by name and comma
/// @param modelVersion that looked
/// @param why what moved the share most from that of the mean standard
public record Reading(
        @Nullable Double share,
        @Nullable Double standardDeviation,
        int shots,
        String defects,
        String modelVersion,
        List<Reason> why,
        Instant created) {}
