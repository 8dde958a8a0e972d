package org.agate.orchestrator.campaign;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a campaign shall do.
///
/// @param samples how many must be measured
/// @param seed of the optimizer; 1 when left out
/// @param inFlight samples under way at the same time; 1 when left out
/// @param target of a mixing campaign, share 0 to 1; null for the usual 0.3
/// @param table of a campaign on measured rows; null otherwise
@Schema(requiredProperties = {"name", "kind", "samples"})
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
    @Schema(requiredProperties = {"file", "objective"})
    public record TableSource(String file, String objective, boolean minimize, List<String> inputs) {
        public TableSource {
            inputs = List.copyOf(inputs);
        }

        /// As requests have it: `minimize` is false and `inputs` are all when they are left out.
        @JsonCreator
        static TableSource of(
                @JsonProperty("file") @Nullable String file,
                @JsonProperty("objective") @Nullable String objective,
                @JsonProperty("minimize") @Nullable Boolean minimize,
                @JsonProperty("inputs") @Nullable List<String> inputs) {
            return new TableSource(
                    needed(file, "A table needs a (file)."),
                    needed(objective, "A table needs an (objective)."),
                    Boolean.TRUE.equals(minimize),
                    inputs == null ? List.of() : inputs);
        }
    }

    public CampaignPlan {
        require(!name.isBlank(), "A campaign needs a (name).");
        require(samples >= 1 && samples <= 10_000, "Samples (%d) are not between 1 and 10000.".formatted(samples));
        require(inFlight >= 1 && inFlight <= 16, "In flight (%d) is not between 1 and 16.".formatted(inFlight));
        require(kind != Kind.TABLE || table != null, "A campaign of kind TABLE needs a (table).");
    }

    /// As requests have it: the seed is 1, and one sample is under way at a time, when they are left out.
    @JsonCreator
    static CampaignPlan of(
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("kind") @Nullable Kind kind,
            @JsonProperty("samples") @Nullable Integer samples,
            @JsonProperty("seed") @Nullable Long seed,
            @JsonProperty("inFlight") @Nullable Integer inFlight,
            @JsonProperty("target") @Nullable Double target,
            @JsonProperty("table") @Nullable TableSource table) {
        return new CampaignPlan(
                needed(name, "A campaign needs a (name)."),
                needed(kind, "A campaign needs a (kind): CSPBBR3, MIX or TABLE."),
                needed(samples, "A campaign needs a number of (samples)."),
                seed == null ? 1 : seed,
                inFlight == null ? 1 : inFlight,
                target,
                table);
    }

    private static <T> T needed(@Nullable T value, String complaint) {
        require(value != null, complaint);
        return java.util.Objects.requireNonNull(value);
    }

    private static void require(boolean fine, String complaint) {
        if (!fine) {
            throw new IllegalArgumentException(complaint + "\nMaybe see the OpenAPI page for an example.");
        }
    }
}
