package org.agate.orchestrator.bench;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.agate.optimizer.Goal;
import org.agate.orchestrator.bench.PoolRun.Found;

/// Experiments until the best rows of a measured table are found, beside chance and others.
public final class PoolBench {

    static final int BUDGET = 100;
    private static final List<Integer> MARKS = List.of(10, 20, 30, 50);

    private final BenchData data;
    private final int seeds;
    private final PrintStream out;

    public PoolBench(BenchData data, int seeds, PrintStream out) {
        this.data = data;
        this.seeds = seeds;
        this.out = out;
    }

    /// A table of the folder.
    private record Set(String name, String raw, PoolTable.Columns columns) {}

    private static final List<Set> SETS = List.of(
            new Set(
                    "crossed_barrel",
                    "crossed_barrel_raw.csv",
                    columns(List.of("n", "theta", "r", "t"), "toughness", Goal.MAXIMIZE, List.of(), List.of())),
            new Set(
                    "lnp3",
                    "",
                    columns(
                            List.of(
                                    "drug_input",
                                    "solid_lipid",
                                    "solid_lipid_input",
                                    "liquid_lipid_input",
                                    "surfractant_input"),
                            "encap_efficiency",
                            Goal.MAXIMIZE,
                            List.of(),
                            List.of("solid_lipid"))),
            new Set(
                    "oer_plate_3496",
                    "",
                    columns(
                            List.of("ni_load", "fe_load", "co_load", "mn_load", "ce_load", "la_load"),
                            "overpotential",
                            Goal.MINIMIZE,
                            List.of("ni_load", "fe_load", "co_load", "mn_load", "ce_load", "la_load"),
                            List.of())),
            new Set(
                    "p3ht_cnt",
                    "p3ht_cnt_raw.csv",
                    columns(
                            List.of("p3ht", "d1", "d2", "d6", "d8"),
                            "conductivity",
                            Goal.MAXIMIZE,
                            List.of("p3ht", "d1", "d2", "d6", "d8"),
                            List.of())),
            new Set(
                    "photo_pce10",
                    "photo_pce10_raw.csv",
                    columns(
                            List.of("mat_1", "mat_2", "mat_3", "mat_4"),
                            "degradation",
                            Goal.MINIMIZE,
                            List.of("mat_1", "mat_2", "mat_3", "mat_4"),
                            List.of())));

    private static PoolTable.Columns columns(
            List<String> inputs, String objective, Goal goal, List<String> mixture, List<String> categories) {
        return new PoolTable.Columns(inputs, objective, goal, mixture, categories);
    }

    /// Runs all tables of the folder, or those named; the means of replicates first, then single replicates.
    ///
    /// @return the figures, for programs
    public Map<String, Object> run(List<String> only) {
        var results = new LinkedHashMap<String, Object>();
        for (boolean hard : new boolean[] {false, true}) {
            var ofKind = new LinkedHashMap<String, Object>();
            boolean begun = false;
            for (var set : SETS) {
                var file = data.file(set.name() + "_designs.csv");
                if (file.isEmpty()
                        || !only.isEmpty() && !only.contains(set.name())
                        || hard && set.raw().isEmpty()) {
                    continue;
                }
                var table = PoolTable.read(file.get(), set.columns());
                if (hard) {
                    table = table.withReplicates(data.file(set.raw()).orElseThrow(), set.columns());
                }
                if (!begun) {
                    head(hard ? "Tables, one replicate drawn by chance" : "Tables, means of replicates");
                    begun = true;
                }
                ofKind.put(set.name(), run(table, hard, seed -> null));
            }
            if (begun) {
                results.put(hard ? "replicates" : "means", ofKind);
            }
        }
        return results;
    }

    /// Runs one table of the user's.
    ///
    /// @param starts rows to start from by seed; null for those of the folder, or our own
    public Map<String, Object> run(PoolTable table, LongFunction<int @org.jspecify.annotations.Nullable []> starts) {
        head("Table " + table.name());
        return run(table, false, starts);
    }

    private void head(String title) {
        out.printf(
                "%n%s: normalised best so far (median); experiments to the best 5 %%, 1 %%, row (median/quartiles)%n%n",
                title);
        out.println(
                "| data set | method | seeds | best n=10 | n=20 | n=30 | n=50 | to top 5 % | to top 1 % | to best |");
        out.println("|---|---|---|---|---|---|---|---|---|---|");
    }

    private Map<String, Object> run(
            PoolTable table, boolean hard, LongFunction<int @org.jspecify.annotations.Nullable []> starts) {
        int most = Math.min(BUDGET, table.recipes().size());
        var ours = LongStream.range(0, seeds)
                .mapToObj(seed -> {
                    int[] given = starts.apply(seed);
                    int[] rows = given == null
                            ? data.startRows(table.name(), table.recipes().size(), seed)
                            : given;
                    return new PoolRun(table, seed, hard).run(rows, most);
                })
                .toList();
        var chance = LongStream.range(0, Math.max(seeds, 200))
                .mapToObj(seed -> new PoolRun(table, seed, hard).random(most))
                .toList();
        row(table, "**agate**", ours);
        row(table, "random", chance);
        if (!hard) {
            data.experimentsToTopOne(table.name()).forEach((method, bySeed) -> {
                double[] all = bySeed.values().stream().mapToDouble(x -> x).toArray();
                out.printf("| %s | %s | %d | | | | | | %s | |%n", table.name(), method, all.length, experiments(all));
            });
        }
        var results = figures(ours);
        results.put("random", figures(chance));
        return results;
    }

    private void row(PoolTable table, String method, List<Found> found) {
        var row = new StringBuilder("| %s | %s | %d |".formatted(table.name(), method, found.size()));
        for (int n : MARKS) {
            row.append(String.format(Locale.ROOT, " %.3f |", best(found, n)));
        }
        row.append(' ').append(experiments(values(found, Found::topFive))).append(" |");
        row.append(' ').append(experiments(values(found, Found::topOne))).append(" |");
        row.append(' ').append(experiments(values(found, Found::best))).append(" |");
        out.println(row);
    }

    private static Map<String, Object> figures(List<Found> found) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("medianToTop1Percent", Statistic.median(values(found, Found::topOne)));
        figures.put("medianToTop5Percent", Statistic.median(values(found, Found::topFive)));
        var best = new LinkedHashMap<String, Object>();
        MARKS.forEach(n -> best.put(String.valueOf(n), best(found, n)));
        figures.put("bestByN", best);
        figures.put("seeds", found.size());
        return figures;
    }

    private static double best(List<Found> found, int n) {
        return Statistic.median(values(found, each -> each.normalised()[Math.min(n, each.normalised().length - 1)]));
    }

    private static double[] values(List<Found> found, ToDoubleFunction<Found> value) {
        return found.stream().mapToDouble(value).toArray();
    }

    private static String experiments(double[] counts) {
        return "%s/%s/%s"
                .formatted(
                        count(Statistic.median(counts)),
                        count(Statistic.quantile(counts, 0.25)),
                        count(Statistic.quantile(counts, 0.75)));
    }

    private static String count(double n) {
        return n > BUDGET ? ">" + BUDGET : String.format(Locale.ROOT, "%.0f", n);
    }
}
