package org.agate.orchestrator.observation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agate.optimizer.Goal;
import org.agate.optimizer.Observation;
import org.agate.optimizer.space.Parameter;
import org.agate.optimizer.space.Parameter.Mixture;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.space.SearchSpace;
import org.agate.vision.inference.Inference;

/// Two powders that only mix: how far the photographed share is from a target.
///
/// @param first name of the powder whose share is wanted
/// @param second its partner
/// @param target share of the first, 0 to 1
public record MixingAssay(String first, String second, double target) implements Assay {

    private static final double TOTAL_MG = 400;
    private static final int LEVELS = 11;
    private static final String SHOTS_PER_STANDARD = "16";

    public MixingAssay {
        if (!(target >= 0 && target <= 1)) {
            throw new IllegalArgumentException(
                    "Target (%s) is not a share between 0 and 1.\nMaybe write 0.3 for 30 %%.".formatted(target));
        }
    }

    @Override
    public SearchSpace space() {
        return new SearchSpace(List.<Parameter>of(Mixture.of("mixture", "mg", List.of(first, second), TOTAL_MG)));
    }

    @Override
    public Goal goal() {
        return Goal.MINIMIZE;
    }

    @Override
    public String objective() {
        return "distance from %.0f %% %s (percentage points)".formatted(100 * target, first);
    }

    @Override
    public String workflow() {
        return "mix-and-photograph";
    }

    @Override
    public Map<String, String> values(Recipe recipe) {
        return powders(recipe.value(first), recipe.value(second));
    }

    private Map<String, String> powders(double firstMg, double secondMg) {
        var values = new LinkedHashMap<String, String>();
        values.put("material_a", first);
        values.put("material_b", second);
        values.put("mass_a", Math.max(0, firstMg) + " mg");
        values.put("mass_b", Math.max(0, secondMg) + " mg");
        return values;
    }

    @Override
    public StandardSeries standards() {
        var runs = new ArrayList<Map<String, String>>();
        for (int level = 0; level < LEVELS; level++) {
            double share = level / (LEVELS - 1.0);
            var values = new LinkedHashMap<>(powders(share * TOTAL_MG, (1 - share) * TOTAL_MG));
            values.put("preset", "standard");
            values.put("shots", SHOTS_PER_STANDARD);
            runs.add(values);
        }
        return new StandardSeries(first, "mix-and-photograph", runs);
    }

    /// The distance, with the share's own standard deviation: near the target, where a distance cannot be
    /// negative, that is a little too wide.
    @Override
    public Observation observe(Recipe recipe, Map<String, Object> outputs, Inference.Measured share) {
        double distance = 100 * Math.abs(share.share() - target);
        return new Observation(recipe, distance, 100 * share.standardDeviation());
    }
}
