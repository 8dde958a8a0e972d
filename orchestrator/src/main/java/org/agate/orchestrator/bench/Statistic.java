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

    private static final int EXACT = 25;

    /// Wilcoxon's signed-rank test, two-sided; pairs that are equal are left out (10.2307/3001968). Exact up to
    /// 25 pairs, beyond by the normal approximation with correction for ties and continuity.
    ///
    /// @return 1 when nothing differs
    static double wilcoxon(double[] one, double[] other) {
        double[] differences = IntStream.range(0, one.length)
                .mapToDouble(i -> one[i] - other[i])
                .filter(difference -> difference != 0 && !Double.isNaN(difference))
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
        int[] doubled = new int[n];
        double ties = 0;
        for (int from = 0; from < n; ) {
            int to = from;
            while (to < n && Math.abs(differences[order.get(to)]) == Math.abs(differences[order.get(from)])) {
                to++;
            }
            double rank = (from + 1 + to) / 2.0;
            for (int i = from; i < to; i++) {
                positive += differences[order.get(i)] > 0 ? rank : 0;
                doubled[i] = (int) Math.round(2 * rank);
            }
            double same = to - from;
            ties += same * same * same - same;
            from = to;
        }
        double mean = n * (n + 1) / 4.0;
        if (n <= EXACT) {
            return exact(doubled, (int) Math.round(2 * Math.min(positive, 2 * mean - positive)));
        }
        double variance = n * (n + 1) * (2.0 * n + 1) / 24 - ties / 48;
        double away = Math.max(0, Math.abs(positive - mean) - 0.5);
        return variance <= 0 ? 1 : Math.min(1, 2 * Normal.cumulative(-away / Math.sqrt(variance)));
    }

    /// Twice the chance that a sum of signed ranks is no larger, every sign being as likely as the other.
    ///
    /// @param doubled ranks times two, which are whole numbers also with ties
    private static double exact(int[] doubled, int sum) {
        double[] chances = new double[Arrays.stream(doubled).sum() + 1];
        chances[0] = 1;
        for (int rank : doubled) {
            for (int total = chances.length - 1; total >= 0; total--) {
                chances[total] = (chances[total] + (total >= rank ? chances[total - rank] : 0)) / 2;
            }
        }
        return Math.min(1, 2 * Arrays.stream(chances, 0, sum + 1).sum());
    }
}
