package org.agate.optimizer;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.agate.optimizer.design.Sobol;
import org.agate.optimizer.space.Constraint.Linear;
import org.agate.optimizer.space.Constraint.Relation;
import org.agate.optimizer.space.Parameter;
import org.agate.optimizer.space.Parameter.Component;
import org.agate.optimizer.space.Parameter.Continuous;
import org.agate.optimizer.space.Parameter.Mixture;
import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.space.SearchSpace;

/// Prints the processor time of one suggestion, warmed up, on one thread: a smooth function of six inputs, and
/// mixtures with steps, a limit on components and two sums.
///
/// Not part of the test run; docs/reference/numbers.md has the command.
public final class SuggestionBenchmark {

    private static final int WARM = 12;
    private static final int REPEATS = 7;

    private SuggestionBenchmark() {}

    public static void main(String[] args) {
        System.out.println("| space | n | median ms | fastest ms |");
        System.out.println("|---|---|---|---|");
        var box = new ArrayList<Parameter>();
        for (int j = 0; j < 6; j++) {
            box.add(new Continuous("x" + j, "1", 0, 1));
        }
        for (int n : new int[] {20, 50, 200, 1000}) {
            row("six numbers", new SearchSpace(box), n);
        }
        for (int components : new int[] {7, 12}) {
            row(components + " powders, at most 4, step 0.5 %, two sums", powders(components), 40);
        }
    }

    private static SearchSpace powders(int components) {
        var parts = new ArrayList<Component>();
        for (int c = 0; c < components; c++) {
            parts.add(new Component("x" + c, 0, 100));
        }
        return new SearchSpace(
                List.of(new Mixture("powders", "%", parts, 100, 0.5, 4)),
                List.of(
                        new Linear(Map.of("x0", 1.0, "x1", 2.0, "x2", -1.0), Relation.AT_MOST, 40),
                        new Linear(Map.of("x1", 1.0, "x3", 1.0, "x4", 0.5), Relation.AT_LEAST, 15)));
    }

    private static void row(String name, SearchSpace space, int n) {
        for (int i = 0; i < WARM; i++) {
            timed(space, Math.min(n, 200), i);
        }
        double[] millis = new double[REPEATS];
        for (int i = 0; i < REPEATS; i++) {
            millis[i] = timed(space, n, 100 + i);
        }
        Arrays.sort(millis);
        System.out.printf(Locale.ROOT, "| %s | %d | %.1f | %.1f |%n", name, n, millis[REPEATS / 2], millis[0]);
    }

    private static double timed(SearchSpace space, int n, long seed) {
        var optimizer = new Optimizer(space, new Optimizer.Settings(Goal.MAXIMIZE, 1, seed));
        var experiments = data(space, n, seed);
        long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        optimizer.ask(experiments);
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun) / 1e6;
    }

    /// Half of the points even, half gathered around the best, as in a campaign.
    private static Experiments data(SearchSpace space, int n, long seed) {
        var domain = new org.agate.optimizer.space.Domain(space);
        var random = new SplittableRandom(seed);
        var sobol = new Sobol(domain.dimension(), seed);
        var told = new ArrayList<Observation>();
        double[] best = new double[0];
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            double[] point = i % 2 == 0 || best.length == 0
                    ? domain.draw(sobol.point(i), random, each -> true)
                    : domain.exact(domain.near(best, 0.1, random), domain.region(best))
                            .orElse(best);
            var recipe = domain.recipe(point);
            double value = hills(recipe);
            if (value > most) {
                most = value;
                best = point;
            }
            told.add(new Observation(recipe, value, 0));
        }
        return new Experiments(told, List.of(), List.of());
    }

    private static double hills(Recipe recipe) {
        double near = 0;
        double far = 0;
        int j = 0;
        for (double value : recipe.values().values()) {
            double x = value > 1 ? value / 100 : value;
            near += (x - 0.3) * (x - 0.3) * (1 + j);
            far += (x - 0.7) * (x - 0.7) * (3 + j % 2);
            j++;
        }
        return Math.exp(-near) + 1.4 * Math.exp(-far) + 0.1 * Math.sin(7 * near);
    }
}
