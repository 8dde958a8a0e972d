package org.agate.orchestrator.campaign;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a campaign shall do.
///
/// @param samples how many must be measured
/// @param seed of the optimizer
/// @param inFlight samples under way at the same time
/// @param target of a mixing campaign, share 0 to 1; null for the usual 0.3
/// @param table of a campaign on measured rows; null otherwise
public record CampaignPlan(
        String name,
        Kind kind,
        int samples,
        long seed,
        int inFlight,
        @Nullable Double target,
        @Nullable TableSource table) {

    /// Which laboratory answers.
    public enum Kind {
        /// CsPbBr3 by grinding and annealing.
        CSPBBR3,
        /// Two powders mixed to a target ratio.
        MIX,
        /// Rows of a measured table.
        TABLE
    }

    /// A table of real measurements.
    ///
    /// @param file CSV with a header
    /// @param objective its column
    /// @param inputs columns of the recipe; empty for every other column but `n_rep` and `sd_*`
    public record TableSource(String file, String objective, boolean minimize, List<String> inputs) {
        public TableSource {
            inputs = inputs == null ? List.of() : List.copyOf(inputs);
        }
    }

    public CampaignPlan {
        require(name != null && !name.isBlank(), "A campaign needs a (name).");
        require(kind != null, "A campaign needs a (kind): CSPBBR3, MIX or TABLE.");
        require(samples >= 1 && samples <= 10_000, "Samples (%d) are not between 1 and 10000.".formatted(samples));
        require(inFlight >= 1 && inFlight <= 16, "In flight (%d) is not between 1 and 16.".formatted(inFlight));
        require(kind != Kind.TABLE || table != null, "A campaign of kind TABLE needs a (table).");
    }

    private static void require(boolean fine, String complaint) {
        if (!fine) {
            throw new IllegalArgumentException(complaint + "\nMaybe see the OpenAPI page for an example.");
        }
    }
}
