package org.agate.orchestrator.campaign;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A goal pursued over many experiments.
///
/// @param reason why it is held or failed; empty otherwise
/// @param simulated whether twins answer instead of a laboratory
/// @param modelVersion of the vision model; null before the calibration, and where no camera looks
public record Campaign(
        long id,
        CampaignPlan plan,
        CampaignState state,
        String reason,
        boolean simulated,
        @Nullable String modelVersion,
        Instant created,
        @Nullable Instant ended) {}
