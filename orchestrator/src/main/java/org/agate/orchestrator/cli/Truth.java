package org.agate.orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import org.agate.orchestrator.campaign.CampaignPlan;
import org.agate.sim.world.Synthesis;
import org.jspecify.annotations.Nullable;

/// What a recipe is truly worth, where a twin knows it: for the demo's report alone, never for the optimizer.
@FunctionalInterface
interface Truth {

    /// The objective without any noise; null where nobody knows.
    @Nullable
    Double of(JsonNode recipe);

    static Truth of(CampaignPlan plan, double target) {
        return switch (plan.kind()) {
            case CSPBBR3 ->
                recipe -> new Synthesis(
                                recipe.path("ratio").asDouble(),
                                recipe.path("mix_min").asDouble(),
                                recipe.path("force_N").asDouble(),
                                recipe.path("speed_rpm").asDouble(),
                                recipe.path("grind_min").asDouble(),
                                recipe.path("temp_C").asDouble(),
                                recipe.path("hold_min").asDouble())
                        .utility();
            case MIX ->
                recipe -> {
                    double a = recipe.path("powder-a").asDouble();
                    double b = recipe.path("powder-b").asDouble();
                    return 100 * Math.abs(a / (a + b) - target);
                };
            case TABLE -> recipe -> null;
        };
    }
}
