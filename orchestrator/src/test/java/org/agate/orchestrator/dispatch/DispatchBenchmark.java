package org.agate.orchestrator.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Makespan over lower bound of two hundred samples on eight devices, rule against rule in one run.
///
/// Arguments: first seed, number of seeds; 0 and 8 when left out. The bound is that of the work without failures.
public final class DispatchBenchmark {

    private static final int SAMPLES = 200;
    private static final long WARM_UP = 1_000;
    private static final BatchRule BATCHES = new BatchRule(Duration.ofHours(4));

    private record Named(String name, DispatchRule rule) {}

    private record Figures(double mean, double most, double slowestMillis) {}

    private DispatchBenchmark() {}

    public static void main(String[] args) {
        long first = args.length > 0 ? Long.parseLong(args[0]) : 0;
        int seeds = args.length > 1 ? Integer.parseInt(args[1]) : 8;
        var rules = List.of(
                new Named("first come", new DispatchRule.FirstCome()),
                new Named("bottleneck first", new DispatchRule.BottleneckFirst("grinder")));
        rules.forEach(named -> measure(named.rule(), 0, WARM_UP, 3));
        System.out.println("| rule | failures | makespan / lower bound, mean | max | slowest decision, ms |");
        System.out.println("|---|---|---|---|---|");
        for (double failures : new double[] {0, 0.05}) {
            for (var named : rules) {
                var figures = measure(named.rule(), failures, first, seeds);
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %.0f %% | %.3f | %.3f | %.2f |%n",
                        named.name(),
                        100 * failures,
                        figures.mean(),
                        figures.most(),
                        figures.slowestMillis());
            }
        }
    }

    private static Figures measure(DispatchRule rule, double failures, long first, int seeds) {
        double sum = 0;
        double most = 0;
        double slowest = 0;
        for (long seed = first; seed < first + seeds; seed++) {
            double bound = VirtualShop.lowerBound(VirtualShop.jobs(SAMPLES, seed));
            var shop = new VirtualShop(VirtualShop.jobs(SAMPLES, seed), rule, BATCHES, failures, seed);
            double ratio = shop.run() / bound;
            sum += ratio;
            most = Math.max(most, ratio);
            slowest = Math.max(slowest, shop.slowestDecisionMillis());
        }
        return new Figures(sum / seeds, most, slowest);
    }
}
