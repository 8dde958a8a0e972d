package org.agate.orchestrator.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.agate.orchestrator.bench.SyntheticRun.Regret;

/// Regret on the known problems, beside that of others from the same starts, with a paired test for each.
public final class SyntheticBench {

    private static final List<Integer> ONE_BY_ONE = List.of(10, 20, 30, 50);
    private static final List<Integer> BY_FOUR = List.of(13, 29, 53);
    private static final List<Problem> BATCHED = List.of(Problem.HARTMANN6, Problem.MIXTURE5);
    private static final int FEWEST_PAIRS = 5;

    private final BenchData data;
    private final int seeds;
    private final PrintStream out;

    public SyntheticBench(BenchData data, int seeds, PrintStream out) {
        this.data = data;
        this.seeds = seeds;
        this.out = out;
    }

    /// Runs all problems, or those named, one by one and in batches of four.
    ///
    /// @return the medians, for programs
    public Map<String, Object> run(List<String> only) {
        var problems = Arrays.stream(Problem.values())
                .filter(problem -> only.isEmpty() || only.contains(problem.word()))
                .toList();
        var results = new LinkedHashMap<String, Object>();
        results.put("sequential", table(problems, 1, ONE_BY_ONE));
        results.put(
                "batchesOfFour",
                table(problems.stream().filter(BATCHED::contains).toList(), 4, BY_FOUR));
        return results;
    }

    private Map<String, Object> table(List<Problem> problems, int batch, List<Integer> marks) {
        var results = new LinkedHashMap<String, Object>();
        if (problems.isEmpty()) {
            return results;
        }
        out.printf("%nSimple regret, median [quartiles], %s%n%n", batch == 1 ? "one by one" : "batches of " + batch);
        var header = new StringBuilder("| problem | method | seeds |");
        marks.forEach(n -> header.append(" n=").append(n).append(" |"));
        out.println(header);
        out.println("|---|---|---|" + "---|".repeat(marks.size()));
        var paired = new ArrayList<String>();
        var covered = new ArrayList<String>();
        for (var problem : problems) {
            var regrets = LongStream.range(0, seeds)
                    .mapToObj(seed -> new SyntheticRun(problem, seed, batch)
                            .run(data.starts(problem, seed), marks.getLast(), marks))
                    .toList();
            var medians = new LinkedHashMap<String, Object>();
            var row = new StringBuilder("| %s | **agate** | %d |".formatted(problem.word(), seeds));
            var others = new LinkedHashMap<String, StringBuilder>();
            for (int n : marks) {
                double[] ours = regrets.stream()
                        .mapToDouble(regret -> regret.recommended()[n])
                        .toArray();
                row.append(' ').append(quartiles(ours)).append(" |");
                medians.put("n" + n, Statistic.median(ours));
                data.regrets(problem, n).forEach((method, bySeed) -> {
                    if (batch > 1 != method.matches(".*-(kb|cl)\\d")) {
                        return;
                    }
                    others.computeIfAbsent(
                                    method,
                                    name -> new StringBuilder(
                                            "| %s | %s | %d |".formatted(problem.word(), name, bySeed.size())))
                            .append(' ')
                            .append(quartiles(
                                    bySeed.values().stream().mapToDouble(x -> x).toArray()))
                            .append(" |");
                    pair(problem, n, method, ours, bySeed, paired);
                });
            }
            covered.add("| %s | %.0f | %.0f |"
                    .formatted(
                            problem.word(),
                            100 * mean(regrets, Regret::coverage68),
                            100 * mean(regrets, Regret::coverage95)));
            out.println(row);
            others.values().forEach(out::println);
            results.put(problem.word(), medians);
        }
        out.printf("%nLeave-one-out coverage at the end, %% of the results within what should be 68 and 95 %%%n%n");
        out.println("| problem | 68 % | 95 % |");
        out.println("|---|---|---|");
        covered.forEach(out::println);
        if (!paired.isEmpty()) {
            out.printf("%nPaired by seed: how often ours is better, Wilcoxon's p (two-sided, not corrected)%n%n");
            out.println("| problem | n | against | ours better | p |");
            out.println("|---|---|---|---|---|");
            paired.forEach(out::println);
        }
        return results;
    }

    private static double mean(List<Regret> regrets, ToDoubleFunction<Regret> part) {
        return regrets.stream().mapToDouble(part).average().orElse(Double.NaN);
    }

    private static void pair(
            Problem problem, int n, String method, double[] ours, Map<Long, Double> bySeed, List<String> lines) {
        double[] mine = LongStream.range(0, ours.length)
                .filter(bySeed::containsKey)
                .mapToDouble(seed -> ours[(int) seed])
                .toArray();
        double[] theirs = LongStream.range(0, ours.length)
                .filter(bySeed::containsKey)
                .mapToDouble(seed -> bySeed.getOrDefault(seed, Double.NaN))
                .toArray();
        if (mine.length < FEWEST_PAIRS || method.equals("random")) {
            return;
        }
        int better = 0;
        for (int i = 0; i < mine.length; i++) {
            better += mine[i] < theirs[i] ? 1 : 0;
        }
        lines.add(String.format(
                Locale.ROOT,
                "| %s | %d | %s | %d of %d | %.2g |",
                problem.word(),
                n,
                method,
                better,
                mine.length,
                Statistic.wilcoxon(mine, theirs)));
    }

    static String quartiles(double[] values) {
        return String.format(
                Locale.ROOT,
                "%.3g [%.3g, %.3g]",
                Statistic.median(values),
                Statistic.quantile(values, 0.25),
                Statistic.quantile(values, 0.75));
    }
}
