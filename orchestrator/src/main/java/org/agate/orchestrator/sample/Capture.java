package org.agate.orchestrator.sample;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A photograph of a sample.
///
/// @param overlay hash of the picture that shows what was seen where; null before the model looked
/// @param share what the model read from it alone; null before it looked
/// @param defects why it was not used, by name and comma; empty when it was
public record Capture(
        long id,
        String sample,
        String sha256,
        @Nullable String overlay,
        int shot,
        @Nullable Double share,
        String defects,
        Instant created) {}
