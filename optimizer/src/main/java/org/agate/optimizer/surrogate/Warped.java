package org.agate.optimizer.surrogate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// A Gaussian process of bent values, and how they were bent. Yields that crowd near zero, or a few very bad results,
/// are no draw of a Gaussian process; bent, they may be.
///
/// @param model in the unit of bent values
public record Warped(GaussianProcess model, Warp warp) {

    private static final double[] LAMBDAS = {0.5, 1.5, 2};

    /// A bend must make the values so many times as probable, by its logarithm, before it is believed.
    private static final double RELUCTANCE = 1;

    private static final int FEWEST = 8;

    /// Learns from values as they are.
    public static Warped straight(
            double[][] inputs,
            boolean[] categories,
            double[] values,
            double[] standardDeviations,
            List<Kernel> kernels,
            long seed) {
        return new Warped(
                GaussianProcess.fit(inputs, categories, values, standardDeviations, kernels, seed), Warp.none());
    }

    /// Learns from values, bent as it makes them most probable; see [GaussianProcess#fit] for what is what.
    public static Warped fit(
            double[][] inputs,
            boolean[] categories,
            double[] values,
            double[] standardDeviations,
            List<Kernel> kernels,
            long seed) {
        var plain = Standardised.of(inputs, categories, values, standardDeviations);
        boolean flat = Arrays.stream(plain.data().outputs())
                .allMatch(output -> output == plain.data().outputs()[0]);
        if (values.length < FEWEST || flat) {
            return straight(inputs, categories, values, standardDeviations, kernels, seed);
        }
        var fit = new Fit(plain.data(), seed);
        // Which points are looked at is decided by the order of the values, which no bend changes.
        int[] rows = fit.few();
        var best = new Trial(
                Warp.none(),
                plain,
                kernels.stream()
                        .map(fit::first)
                        .min(Comparator.comparingDouble(Fit.Found::penalty))
                        .orElseThrow());
        double least = best.found().penalty() + rows.length * Math.log(plain.scale());
        var start = best.found();
        for (double lambda : LAMBDAS) {
            var warp = new Warp(lambda, plain.offset(), plain.scale());
            double[] bent = Arrays.stream(values).map(warp::of).toArray();
            double[] deviations = new double[values.length];
            Arrays.setAll(deviations, i -> standardDeviations[i] * warp.slope(values[i]));
            var standard = Standardised.of(inputs, categories, bent, deviations);
            var trial = new Trial(warp, standard, new Fit(standard.data(), seed).first(start));
            double penalty = trial.found().penalty() + rows.length * Math.log(standard.scale()) + RELUCTANCE;
            for (int row : rows) {
                penalty -= Math.log(warp.slope(values[row]));
            }
            if (penalty < least) {
                least = penalty;
                best = trial;
            }
        }
        var found = new Fit(best.standard().data(), seed).last(best.found());
        return new Warped(GaussianProcess.of(best.standard(), found.parameters()), best.warp());
    }

    private record Trial(Warp warp, Standardised standard, Fit.Found found) {}
}
