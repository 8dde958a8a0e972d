package org.agate.orchestrator.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.agate.optimizer.Acquisition;
import org.agate.optimizer.Optimizer.Settings;

/// Prints the regret on the known problems under different settings, from starting points that the bench itself does
/// not use.
///
/// Not part of the test run; docs/adr/0017-values-are-bent.md has the command.
public final class SettingsBenchmark {

    private static final int FIRST = 30;
    private static final int SEEDS = Integer.getInteger("agate.bench.seeds", 20);
    private static final List<Integer> MARKS = List.of(10, 20, 30, 50);
    private static final double SMALLEST = 1e-4;

    private SettingsBenchmark() {}

    public static void main(String[] args) {
        var data = BenchData.at(Path.of("../shared/data/optimizer"));
        var choices = new LinkedHashMap<String, UnaryOperator<Settings>>();
        choices.put("usual", UnaryOperator.identity());
        choices.put("values as told", Settings::straight);
        choices.put("Thompson", settings -> settings.with(Acquisition.THOMPSON));
        choices.put("upper bound", settings -> settings.with(Acquisition.UPPER_BOUND));
        System.out.printf(
                "Simple regret, median (geometric mean), starting points %d to %d%n%n", FIRST, FIRST + SEEDS - 1);
        System.out.println("| problem | settings | n=10 | n=20 | n=30 | n=50 |");
        System.out.println("|---|---|---|---|---|---|");
        for (var problem : Problem.values()) {
            choices.forEach((name, choice) -> row(data, problem, name, choice));
        }
    }

    private static void row(BenchData data, Problem problem, String name, UnaryOperator<Settings> choice) {
        var regrets = LongStream.range(FIRST, FIRST + SEEDS)
                .mapToObj(seed -> new SyntheticRun(problem, seed, 1, choice)
                        .run(data.starts(problem, seed), MARKS.getLast(), MARKS)
                        .recommended())
                .toList();
        var row = new StringBuilder("| %s | %s |".formatted(problem.word(), name));
        for (int n : MARKS) {
            double[] values = regrets.stream().mapToDouble(regret -> regret[n]).toArray();
            double logarithm = Arrays.stream(values)
                    .map(value -> Math.log(Math.max(SMALLEST, value)))
                    .average()
                    .orElseThrow();
            row.append(String.format(Locale.ROOT, " %.3g (%.2g) |", Statistic.median(values), Math.exp(logarithm)));
        }
        System.out.println(row);
    }
}
