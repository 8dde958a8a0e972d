package org.agate.orchestrator.bench;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.agate.optimizer.Experiments;
import org.agate.optimizer.Observation;
import org.agate.optimizer.Optimizer;
import org.agate.optimizer.space.Recipe;
import org.agate.orchestrator.observation.CsPbBr3Assay;
import org.agate.sim.world.Synthesis;

/// Prints from which sample on the recommended recipe is truly good, with the standard deviation of every
/// sample told to the optimizer and with one noise for all inferred: the utility of CsPbBr3 by the reference
/// model, with normal noise whose standard deviation is a third of the usual one, the usual one or three times
/// it, as with nine photographs, three or a single bad one. Both see the same noise sample by sample.
///
/// Not part of the test run; docs/reference/numbers.md has the command.
public final class NoiseBenchmark {

    private static final int SEEDS = Integer.getInteger("agate.bench.seeds", 50);
    private static final int BUDGET = 60;
    private static final int INITIAL = 8;
    private static final double TARGET = 55;
    private static final double[] FACTORS = {1 / 3.0, 1, 3};

    private NoiseBenchmark() {}

    public static void main(String[] args) {
        System.out.printf(
                "Samples from which on the recommended recipe has a true utility of %.0f or more, up to sample %d%n%n",
                TARGET, BUDGET);
        System.out.println(
                "| usual sd | seeds | told: median [quartiles] | inferred: median [quartiles] | mean ratio | told needs fewer | p |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (double usual : new double[] {2, 5, 10}) {
            double[] told = LongStream.range(0, SEEDS)
                    .mapToDouble(seed -> samples(seed, usual, true))
                    .toArray();
            double[] inferred = LongStream.range(0, SEEDS)
                    .mapToDouble(seed -> samples(seed, usual, false))
                    .toArray();
            double ratio = mean(told) / mean(inferred);
            int fewer = 0;
            int more = 0;
            for (int i = 0; i < SEEDS; i++) {
                fewer += told[i] < inferred[i] ? 1 : 0;
                more += told[i] > inferred[i] ? 1 : 0;
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %.0f | %d | %s | %s | %.2f | %d (more: %d) | %.2g |%n",
                    usual,
                    SEEDS,
                    SyntheticBench.quartiles(told),
                    SyntheticBench.quartiles(inferred),
                    ratio,
                    fewer,
                    more,
                    Statistic.wilcoxon(told, inferred));
        }
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value / values.length;
        }
        return sum;
    }

    private static double samples(long seed, double usual, boolean told) {
        var assay = new CsPbBr3Assay();
        var optimizer = new Optimizer(assay.space(), new Optimizer.Settings(assay.goal(), INITIAL, seed));
        var random = new SplittableRandom(seed * 31 + 7);
        var experiments = Experiments.none();
        int reached = 1;
        for (int n = 1; n <= BUDGET; n++) {
            var recipe = optimizer.ask(experiments).recipe();
            double sd = usual * FACTORS[random.nextInt(FACTORS.length)];
            double value = truth(recipe) + sd * random.nextGaussian();
            experiments = experiments.tell(new Observation(recipe, value, told ? sd : 0));
            var recommended =
                    optimizer.best(experiments).orElseThrow().observation().recipe();
            // One that is good by luck and given up again does not count.
            reached = truth(recommended) < TARGET ? n + 1 : reached;
        }
        return reached;
    }

    private static double truth(Recipe recipe) {
        return new Synthesis(
                        recipe.value("ratio"),
                        recipe.value("mix_min"),
                        recipe.value("force_N"),
                        recipe.value("speed_rpm"),
                        recipe.value("grind_min"),
                        recipe.value("temp_C"),
                        recipe.value("hold_min"))
                .utility();
    }
}
