package org.agate.orchestrator.sample;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A vial with powder, from its first dose on.
///
/// @param campaign null for one that no campaign asked for
/// @param purpose `experiment` or `standard`
/// @param home the rack position that stays reserved for it
/// @param position device/slot where it stands; null when it is lost or discarded
public record Sample(
        String id,
        @Nullable Long campaign,
        String purpose,
        String home,
        @Nullable String position,
        Condition condition,
        Instant created) {}
