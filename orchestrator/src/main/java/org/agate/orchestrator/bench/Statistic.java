package org.agate.orchestrator.bench;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.agate.optimizer.numeric.Normal;

/// Medians and paired tests.
final class Statistic {

    private Statistic() {}

    /// Linear between the two nearest, as most do it.
    static double quantile(double[] values, double part) {
        double[] rising = Arrays.stream(values).sorted().toArray();
        double at = part * (rising.length - 1);
        int below = (int) at;
        return below + 1 < rising.length
                ? rising[below] + (at - below) * (rising[below + 1] - rising[below])
                : rising[below];
    }

    static double median(double[] values) {
        return quantile(values, 0.5);
    }

    /// Wilcoxon's signed-rank test, two-sided, by its normal approximation with correction for ties and continuity;
    /// pairs that are equal are left out (10.2307/3001968).
    ///
    /// @return 1 when nothing differs
    static double wilcoxon(double[] one, double[] other) {
        double[] differences = IntStream.range(0, one.length)
                .mapToDouble(i -> one[i] - other[i])
                .filter(difference -> difference != 0)
                .toArray();
        int n = differences.length;
        if (n == 0) {
            return 1;
        }
        var order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> Math.abs(differences[i])))
                .toList();
        double positive = 0;
        double ties = 0;
        for (int from = 0; from < n; ) {
            int to = from;
            while (to < n && Math.abs(differences[order.get(to)]) == Math.abs(differences[order.get(from)])) {
                to++;
            }
            double rank = (from + 1 + to) / 2.0;
            for (int i = from; i < to; i++) {
                positive += differences[order.get(i)] > 0 ? rank : 0;
            }
            double same = to - from;
            ties += same * same * same - same;
            from = to;
        }
        double mean = n * (n + 1) / 4.0;
        double variance = n * (n + 1) * (2.0 * n + 1) / 24 - ties / 48;
        double away = Math.max(0, Math.abs(positive - mean) - 0.5);
        return variance <= 0 ? 1 : Math.min(1, 2 * Normal.cumulative(-away / Math.sqrt(variance)));
    }
}
