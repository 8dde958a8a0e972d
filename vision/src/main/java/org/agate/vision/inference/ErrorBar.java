package org.agate.vision.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agate.vision.VisionFault;

/// How wrong the share of one component is, by its value: learnt from heaps that the model had not seen.
///
/// The shape is √(base + slope · 4p(1 - p)); its size is conformal (Vovk et al. 2005; Lei et al. 2018,
/// doi:10.1080/01621459.2017.1307116): nine of ten heaps of a kind with the standards lie within the interval,
/// whatever the distribution. Below nine heaps no interval promises that.
///
/// @param quantile of |error| / shape that nine of ten heaps keep below; zero when there are too few heaps to say
/// @param heaps that it was learnt from
/// @param constant half the width of an interval that is the same for every share, for comparison
/// @param common part of the variance that all shots of a heap share, 0 to 1
public record ErrorBar(
        double base,
        double slope,
        double quantile,
        int heaps,
        double constant,
        double common,
        double rmse,
        double mae) {

    /// Fewer heaps cannot promise 90 %.
    public static final int FEWEST_HEAPS = 9;

    private static final double COVERAGE = 0.9;
    /// Half a 90 % interval of a normal distribution, in standard deviations.
    static final double NORMAL_90 = 1.6448536269514722;
    private static final double LEAST = 1e-6;

    /// @param predicted shares of the photographs, by models that had not seen their heaps
    /// @param residuals predicted minus true
    static ErrorBar of(double[] predicted, double[] residuals, List<String> heaps) {
        double[] shape = shape(predicted, residuals);
        double[] variances = variances(residuals, heaps);
        double all = variances[0] + variances[1];
        double squares = 0;
        double absolute = 0;
        for (double residual : residuals) {
            squares += residual * residual / residuals.length;
            absolute += Math.abs(residual) / residuals.length;
        }
        var unsized = new ErrorBar(
                shape[0],
                shape[1],
                0,
                (int) heaps.stream().distinct().count(),
                0,
                all > 0 ? variances[0] / all : 1,
                Math.sqrt(squares),
                absolute);
        return new ErrorBar(
                unsized.base,
                unsized.slope,
                unsized.quantile(predicted, residuals, heaps),
                unsized.heaps,
                new ErrorBar(1, 0, 0, unsized.heaps, 0, 0, 0, 0).quantile(predicted, residuals, heaps),
                unsized.common,
                unsized.rmse,
                unsized.mae);
    }

    /// Squared errors as a + b · 4p(1 - p), least squares with neither below a tenth of the mean.
    private static double[] shape(double[] predicted, double[] residuals) {
        int n = predicted.length;
        double mean = 0;
        double x = 0;
        double xx = 0;
        double xy = 0;
        for (int i = 0; i < n; i++) {
            double spread = spread(predicted[i]);
            double square = residuals[i] * residuals[i];
            mean += square / n;
            x += spread / n;
            xx += spread * spread / n;
            xy += spread * square / n;
        }
        double variance = xx - x * x;
        double slope = variance > 1e-9 ? (xy - x * mean) / variance : 0;
        double most = x > 0 ? 0.9 * mean / x : 0;
        double bounded = Math.clamp(slope, 0, Math.max(0, most));
        return new double[] {Math.max(LEAST, mean - bounded * x), bounded};
    }

    private static double spread(double share) {
        double p = Math.clamp(share, 0, 1);
        return 4 * p * (1 - p);
    }

    private double shapeAt(double share) {
        return Math.sqrt(shape(share));
    }

    /// How the mean square error follows the share.
    double shape(double share) {
        return base + slope * spread(share);
    }

    /// Every heap counts the same; one more that is worse than all is counted for the sample to come.
    private double quantile(double[] predicted, double[] residuals, List<String> heaps) {
        Map<String, Integer> sizes = new HashMap<>();
        heaps.forEach(heap -> sizes.merge(heap, 1, Integer::sum));
        if (sizes.size() < FEWEST_HEAPS) {
            return 0;
        }
        var order = new ArrayList<Integer>();
        for (int i = 0; i < residuals.length; i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingDouble(i -> Math.abs(residuals[i]) / shapeAt(predicted[i])));
        double wanted = COVERAGE * (sizes.size() + 1);
        double sum = 0;
        double last = 0;
        for (int i : order) {
            sum += 1.0 / sizes.getOrDefault(heaps.get(i), 1);
            last = Math.abs(residuals[i]) / shapeAt(predicted[i]);
            if (sum >= wanted - 1e-9) {
                break;
            }
        }
        return last;
    }

    /// What of the error all shots of a heap share, and what not.
    private static double[] variances(double[] residuals, List<String> heaps) {
        Map<String, List<Double>> byHeap = new HashMap<>();
        for (int i = 0; i < residuals.length; i++) {
            byHeap.computeIfAbsent(heaps.get(i), heap -> new ArrayList<>()).add(residuals[i]);
        }
        double within = 0;
        int freedom = 0;
        double total = 0;
        for (var heap : byHeap.values()) {
            double mean = heap.stream().mapToDouble(r -> r).average().orElse(0);
            within += heap.stream().mapToDouble(r -> (r - mean) * (r - mean)).sum();
            freedom += heap.size() - 1;
            total += heap.stream().mapToDouble(r -> r * r).average().orElse(0);
        }
        double single = total / byHeap.size();
        // With one photograph per heap nothing tells the two apart: then all of it is common to the shots.
        double withinVariance = freedom > 0 ? Math.min(single, within / freedom) : 0;
        return new double[] {single - withinVariance, withinVariance};
    }

    /// Whether there is an interval that promises anything.
    public boolean isSure() {
        return heaps >= FEWEST_HEAPS;
    }

    /// Half the width of the 90 % interval of the mean of some shots of one heap.
    ///
    /// @throws VisionFault `vision.interval.too-few-heaps` when nothing can be promised
    public double halfWidth(double share, int shots) {
        if (!isSure()) {
            throw new VisionFault(
                    "vision.interval.too-few-heaps",
                    "Fewer than (%d) heaps cannot promise a 90 %% interval.".formatted(FEWEST_HEAPS),
                    "Maybe photograph more standards.");
        }
        return quantile * shapeAt(share) * fused(shots);
    }

    /// Standard deviation of the mean of some shots of one heap: the half width over 1.645, or the errors seen where no
    /// interval can be promised.
    public double standardDeviation(double share, int shots) {
        double single = isSure() ? quantile / NORMAL_90 : 1;
        // No share is less than nothing: a value outside is off by at least how far it lies outside.
        double outside = share - Math.clamp(share, 0, 1);
        return Math.hypot(single * shapeAt(share) * fused(shots), outside);
    }

    private double fused(int shots) {
        return Math.sqrt(common + (1 - common) / shots);
    }

    /// How many shots of a heap make the standard deviation so small; empty when no number does.
    public java.util.OptionalInt shotsFor(double share, double wanted) {
        double single = Math.pow(standardDeviation(share, 1), 2);
        double rest = wanted * wanted - single * common;
        if (rest <= 0) {
            return java.util.OptionalInt.empty();
        }
        return java.util.OptionalInt.of((int) Math.max(1, Math.ceil(single * (1 - common) / rest - 1e-9)));
    }
}
