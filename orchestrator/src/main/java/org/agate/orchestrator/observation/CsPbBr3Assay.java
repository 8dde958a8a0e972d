package org.agate.orchestrator.observation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agate.optimizer.Goal;
import org.agate.optimizer.Observation;
import org.agate.optimizer.space.Parameter;
import org.agate.optimizer.space.Parameter.Continuous;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.space.SearchSpace;
import org.agate.vision.inference.Inference;

/// CsPbBr3 from CsBr and PbBr2: the utility of a recipe, from the orange share of the powder and the mass that is left.
///
/// U = 100 yield - 0.05 per minute of mixing and grinding - 0.02 per minute of furnace. A photograph shows the
/// product's share of what is left; times the weighed mass it is the product, and over what was charged, the
/// yield.
public final class CsPbBr3Assay implements Assay {

    private static final double CSBR_G_PER_MOL = 212.81;
    private static final double PBBR2_G_PER_MOL = 367.01;
    private static final double PRODUCT_G_PER_MOL = 579.82;
    private static final double HANDWORK_PER_MIN = 0.05;
    private static final double FURNACE_PER_MIN = 0.02;

    /// What two transfers, vial to mortar and back, leave of a powder, and how well that is known: 2 % stay behind each
    /// time. Corrected for, so that the recipe is judged and not the spatula.
    private static final double RECOVERY = 0.98 * 0.98;

    private static final double RECOVERY_SD = 0.01;
    private static final int STANDARDS = 12;
    private static final double STANDARD_MG = 300;

    @Override
    public SearchSpace space() {
        return new SearchSpace(List.<Parameter>of(
                new Continuous("ratio", "1", 0.6, 1.6),
                new Continuous("mix_min", "min", 0, 15),
                new Continuous("force_N", "N", 5, 25),
                new Continuous("speed_rpm", "/min", 30, 150),
                new Continuous("grind_min", "min", 5, 180),
                new Continuous("temp_C", "Cel", 25, 450),
                new Continuous("hold_min", "min", 0, 240)));
    }

    @Override
    public Goal goal() {
        return Goal.MAXIMIZE;
    }

    @Override
    public String objective() {
        return "utility U (100 × yield − time)";
    }

    @Override
    public String workflow() {
        return "mechanochemistry";
    }

    @Override
    public Map<String, String> values(Recipe recipe) {
        var values = new LinkedHashMap<String, String>();
        values.put("ratio", recipe.value("ratio") + " 1");
        values.put("mix", recipe.value("mix_min") + " min");
        values.put("force", recipe.value("force_N") + " N");
        values.put("speed", recipe.value("speed_rpm") + " /min");
        values.put("grind", recipe.value("grind_min") + " min");
        values.put("temperature", recipe.value("temp_C") + " Cel");
        values.put("hold", recipe.value("hold_min") + " min");
        return values;
    }

    /// Product with what a sample may hold beside it, in turn: side product with little PbBr2, side product with much,
    /// and the unreacted powders. So the model's error includes that nobody knows which pale powder is left. Ground
    /// shortly, since a mixer alone leaves streaks; that turns at most half a percent of the unreacted powders.
    @Override
    public StandardSeries standards() {
        var runs = new ArrayList<Map<String, String>>();
        double unreacted = CSBR_G_PER_MOL / (CSBR_G_PER_MOL + PBBR2_G_PER_MOL);
        double[] beside = {0.8, 0.4, unreacted};
        for (int i = 0; i < STANDARDS; i++) {
            double share = i / (STANDARDS - 1.0);
            double first = beside[i % beside.length];
            runs.add(Map.of(
                    "material_a",
                    "CsPbBr3",
                    "material_b",
                    i % beside.length == 2 ? "CsBr" : "Cs4PbBr6",
                    "material_c",
                    "PbBr2",
                    "mass_a",
                    share * STANDARD_MG + " mg",
                    "mass_b",
                    (1 - share) * first * STANDARD_MG + " mg",
                    "mass_c",
                    (1 - share) * (1 - first) * STANDARD_MG + " mg",
                    "grind",
                    "8 min"));
        }
        return new StandardSeries("CsPbBr3", "standard", runs);
    }

    @Override
    public Observation observe(Recipe recipe, Map<String, Object> outputs, Inference.Measured share) {
        double charged = Outputs.number(outputs, "dosed_a", "net_mg") / CSBR_G_PER_MOL
                + Outputs.number(outputs, "dosed_b", "net_mg") / PBBR2_G_PER_MOL;
        double left = Math.max(0, Outputs.number(outputs, "weighed", "net_mg"));
        double leftSd = Outputs.number(outputs, "weighed", "sd_mg");
        double perShare = 2 * left / PRODUCT_G_PER_MOL / charged / RECOVERY;
        double yield = share.share() * perShare;
        double sd = Math.sqrt(Math.pow(perShare * share.standardDeviation(), 2)
                + Math.pow(yield * RECOVERY_SD / RECOVERY, 2)
                + Math.pow(yield * leftSd / Math.max(1, left), 2));
        double handwork = recipe.value("mix_min") + recipe.value("grind_min");
        double furnace = Outputs.number(outputs, "annealed", "program_s") / 60;
        double utility = 100 * yield - HANDWORK_PER_MIN * handwork - FURNACE_PER_MIN * furnace;
        return new Observation(recipe, utility, 100 * sd);
    }
}
