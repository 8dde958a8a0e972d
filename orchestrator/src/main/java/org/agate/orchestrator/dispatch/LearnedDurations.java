package org.agate.orchestrator.dispatch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// How long actions take, learned from how long they took: quantiles by action and device, lab time.
///
/// Where a command says how long it shall last (a grinding, a furnace programme), what is learned is the ratio of
/// what it took to that. The last hundred of each count, so a device that has become slower is believed soon.
/// Mutable; one thread at a time.
public final class LearnedDurations {

    private static final int MOST = 100;
    private static final int ENOUGH = 5;
    /// What is believed of an action before it was seen often enough.
    private static final double[] UNSEEN = {1, 1.5, 3};

    private static final double[] QUANTILES = {0.5, 0.9, 0.99};

    private final Map<String, Deque<Double>> ratios = new HashMap<>();

    /// What is expected of an action.
    ///
    /// @param seen how many it is learned from; 0 when it is the maker's word
    public record Expected(Duration median, Duration p90, Duration p99, int seen) {}

    /// It took that long.
    ///
    /// @param action with its family, such as `grinder/grind`
    /// @param nominal what the command said, or what the maker says when it says nothing; not zero
    public void learn(String action, String device, Duration nominal, Duration took) {
        double ratio = (double) took.toMillis() / Math.max(1, nominal.toMillis());
        keep(action, ratio);
        keep(action + "@" + device, ratio);
    }

    private void keep(String key, double ratio) {
        var kept = ratios.computeIfAbsent(key, none -> new ArrayDeque<>());
        kept.addLast(ratio);
        if (kept.size() > MOST) {
            kept.removeFirst();
        }
    }

    /// What is expected of a device; of any device while that one was not seen often enough.
    public Expected of(String action, String device, Duration nominal) {
        var own = ratios.get(action + "@" + device);
        return own != null && own.size() >= ENOUGH ? expected(own, nominal) : of(action, nominal);
    }

    /// What is expected of any device.
    public Expected of(String action, Duration nominal) {
        var all = ratios.get(action);
        if (all == null || all.size() < ENOUGH) {
            return new Expected(times(nominal, UNSEEN[0]), times(nominal, UNSEEN[1]), times(nominal, UNSEEN[2]), 0);
        }
        return expected(all, nominal);
    }

    private static Expected expected(Deque<Double> ratios, Duration nominal) {
        double[] sorted =
                ratios.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        var at = Arrays.stream(QUANTILES)
                .mapToObj(quantile -> times(nominal, quantile(sorted, quantile)))
                .toList();
        return new Expected(at.get(0), at.get(1), at.get(2), sorted.length);
    }

    /// Between the two neighbours, as Hyndman and Fan's type 7 has it (10.2307/2684934).
    static double quantile(double[] sorted, double probability) {
        double place = probability * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    private static Duration times(Duration nominal, double factor) {
        return Duration.ofMillis(Math.round(nominal.toMillis() * factor));
    }
}
