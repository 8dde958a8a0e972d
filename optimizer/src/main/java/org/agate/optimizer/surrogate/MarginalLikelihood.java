package org.agate.optimizer.surrogate;

import java.util.SplittableRandom;
import org.agate.optimizer.numeric.SpectralProjectedGradient;

/// Finds the most probable hyperparameters: marginal likelihood times priors, with its gradient.
///
/// The priors scale with the dimension (Hvarfner, Hellsten, Nardi 2024, arXiv:2402.02229): length scales
/// LogNormal(√2 + ln(d)/2, √3), noise LogNormal(-4, 1). The unknowns are logarithms: d length scales, then the noise.
final class MarginalLikelihood {

    private static final double[] LENGTH_RANGE = {Math.log(0.025), Math.log(50)};
    private static final double[] NOISE_RANGE = {Math.log(1e-4), Math.log(1)};
    private static final int STARTS = 4;

    private final double[][] inputs;
    private final double[] outputs;
    private final double[] knownVariances;
    private final int dimension;
    private final double lengthMean;

    MarginalLikelihood(double[][] inputs, double[] outputs, double[] knownVariances) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.knownVariances = knownVariances;
        this.dimension = inputs[0].length;
        this.lengthMean = Math.sqrt(2) + Math.log(dimension) / 2;
    }

    /// The best of several climbs; the seed only chooses the starts.
    Hyperparameters mostProbable(long seed) {
        var random = new SplittableRandom(seed);
        var climb = new SpectralProjectedGradient(120, 1e-5);
        double[] best = prior();
        double least = Double.POSITIVE_INFINITY;
        for (int start = 0; start < STARTS; start++) {
            double[] from = prior();
            for (int j = 0; start > 0 && j < dimension; j++) {
                from[j] += random.nextGaussian() * 1.2 - 1;
            }
            var found = climb.minimize(this::negativeLogPosterior, MarginalLikelihood::clip, from);
            if (found.value() < least) {
                least = found.value();
                best = found.point();
            }
        }
        return hyperparameters(best);
    }

    private double[] prior() {
        double[] unknowns = new double[dimension + 1];
        java.util.Arrays.fill(unknowns, Math.min(lengthMean, Math.log(2)));
        unknowns[dimension] = -4;
        return unknowns;
    }

    private static double[] clip(double[] unknowns) {
        int last = unknowns.length - 1;
        for (int j = 0; j < last; j++) {
            unknowns[j] = Math.clamp(unknowns[j], LENGTH_RANGE[0], LENGTH_RANGE[1]);
        }
        unknowns[last] = Math.clamp(unknowns[last], NOISE_RANGE[0], NOISE_RANGE[1]);
        return unknowns;
    }

    private static Hyperparameters hyperparameters(double[] unknowns) {
        int dimension = unknowns.length - 1;
        double[] lengths = new double[dimension];
        for (int j = 0; j < dimension; j++) {
            lengths[j] = Math.exp(unknowns[j]);
        }
        return new Hyperparameters(lengths, Math.exp(unknowns[dimension]));
    }

    /// Negative log posterior up to a constant; its gradient is written into `gradient`.
    double negativeLogPosterior(double[] unknowns, double[] gradient) {
        var parameters = hyperparameters(unknowns);
        var fit = Factor.of(inputs, outputs, knownVariances, parameters);
        int n = inputs.length;
        double value = fit.negativeLogLikelihood();
        double[][] inverse = fit.inverse();
        double[] weights = fit.weights();
        java.util.Arrays.fill(gradient, 0);
        for (int i = 0; i < n; i++) {
            gradient[dimension] += 0.5 * (inverse[i][i] - weights[i] * weights[i]) * parameters.noiseVariance();
            for (int k = 0; k < i; k++) {
                double pull = (inverse[i][k] - weights[i] * weights[k])
                        * Matern52.slope(inputs[i], inputs[k], parameters.lengths());
                for (int j = 0; j < dimension; j++) {
                    double step = (inputs[i][j] - inputs[k][j]) / parameters.lengths()[j];
                    gradient[j] += pull * step * step;
                }
            }
        }
        for (int j = 0; j <= dimension; j++) {
            double mean = j < dimension ? lengthMean : -4;
            double variance = j < dimension ? 3 : 1;
            double off = unknowns[j] - mean;
            // The density of a log-normal value carries 1/x: one more unknown in the penalty.
            value += off * off / (2 * variance) + unknowns[j];
            gradient[j] += off / variance + 1;
        }
        return value;
    }
}
