package org.agate.optimizer.surrogate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.agate.optimizer.numeric.BoundedQuasiNewton;
import org.agate.optimizer.numeric.SpectralProjectedGradient.Minimum;

/// Finds the most probable hyperparameters.
///
/// Large data are looked at in two stages, because each look costs n³: several climbs on a part of the points, then one
/// climb from there on more of them. Which points is decided by the data alone, so the same data give the same model.
final class Fit {

    private static final double[] LENGTH_RANGE = {Math.log(0.025), Math.log(100)};
    private static final double[] NOISE_RANGE = {Math.log(1e-6), Math.log(10)};
    private static final int FEW = 80;
    private static final int MANY = 250;
    private static final int GUESSES = 8;
    private static final int CLIMBS = 2;
    private static final int STEPS = 40;
    private static final int LAST_STEPS = 12;

    private final TrainingData data;
    private final long seed;

    Fit(TrainingData data, long seed) {
        this.data = data;
        this.seed = seed;
    }

    /// What a kernel can make of the data.
    ///
    /// @param unknowns logarithms of the lengths, then of the noise
    /// @param penalty negative log posterior of the points looked at last: smaller is better
    record Found(Kernel kernel, double[] unknowns, double penalty) {

        Hyperparameters parameters() {
            int d = unknowns.length - 1;
            double[] lengths = new double[d];
            Arrays.setAll(lengths, j -> Math.exp(unknowns[j]));
            return new Hyperparameters(kernel, lengths, Math.exp(unknowns[d]));
        }
    }

    /// The points that the first stage looks at.
    int[] few() {
        return rows(FEW);
    }

    /// The first stage: several climbs on few points.
    Found first(Kernel kernel) {
        return found(kernel, climbs(new MarginalLikelihood(data.only(few()), kernel)));
    }

    /// The first stage for data that are much like others: one climb from what was found there.
    Found first(Found start) {
        return climb(start, data.only(few()));
    }

    /// The last stage: one climb on more points, where there are more.
    Found last(Found start) {
        return data.size() > FEW ? climb(start, data.only(rows(MANY))) : start;
    }

    private Found climb(Found start, TrainingData some) {
        var likelihood = new MarginalLikelihood(some, start.kernel());
        return found(start.kernel(), search(LAST_STEPS).minimize(likelihood::value, start.unknowns()));
    }

    private static Found found(Kernel kernel, Minimum minimum) {
        return new Found(kernel, minimum.point(), minimum.value());
    }

    private Minimum climbs(MarginalLikelihood likelihood) {
        var random = new SplittableRandom(seed);
        double[] ignored = new double[data.dimension() + 1];
        return IntStream.range(0, GUESSES)
                .mapToObj(guess -> guess(guess, random))
                .map(from -> new Minimum(from, likelihood.value(from, ignored)))
                .sorted(Comparator.comparingDouble(Minimum::value))
                .limit(CLIMBS)
                .map(from -> search(STEPS).minimize(likelihood::value, from.point()))
                .min(Comparator.comparingDouble(Minimum::value))
                .orElseThrow();
    }

    /// First the most probable lengths before any data, then shorter ones, then those of chance.
    private double[] guess(int guess, SplittableRandom random) {
        int d = data.dimension();
        double[] unknowns = new double[d + 1];
        double usual = Math.log(0.3) + Math.log(d) / 2;
        for (int j = 0; j < d; j++) {
            unknowns[j] = switch (guess) {
                case 0 -> MarginalLikelihood.lengthMean(d);
                case 1 -> usual;
                default -> usual + random.nextGaussian();
            };
        }
        unknowns[d] = MarginalLikelihood.noiseMean(data) - (guess % 2 == 0 ? 0 : 3);
        return unknowns;
    }

    private BoundedQuasiNewton search(int steps) {
        int d = data.dimension();
        double[] lower = new double[d + 1];
        double[] upper = new double[d + 1];
        Arrays.fill(lower, LENGTH_RANGE[0]);
        Arrays.fill(upper, LENGTH_RANGE[1]);
        lower[d] = NOISE_RANGE[0];
        upper[d] = NOISE_RANGE[1];
        return new BoundedQuasiNewton(lower, upper, steps, 1e-3);
    }

    /// So many of the points: the better half of the places goes to the best values, where the search goes on, the
    /// other half is spread evenly over the rest in the order told.
    private int[] rows(int most) {
        int n = data.size();
        if (n <= most) {
            return IntStream.range(0, n).toArray();
        }
        var order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -data.outputs()[i]))
                .toList();
        int best = most / 2;
        var rest = order.subList(best, n).stream().sorted().toList();
        return IntStream.concat(
                        order.subList(0, best).stream().mapToInt(i -> i),
                        IntStream.range(0, most - best)
                                .map(i -> rest.get((int) ((long) i * rest.size() / (most - best)))))
                .sorted()
                .toArray();
    }
}
