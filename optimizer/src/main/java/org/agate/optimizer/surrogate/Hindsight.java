package org.agate.optimizer.surrogate;

import java.util.Arrays;

/// What a fitted model says of the data that it was fitted to, in standardised units.
///
/// @param factor of the covariance of all results
record Hindsight(TrainingData data, Hyperparameters parameters, Factor factor) {

    private static final double LEAST_VARIANCE = 1e-12;

    /// Means and variances of each measurement by all others, its own noise included (Rasmussen & Williams 2006, eq.
    /// 5.12), with the hyperparameters left as they are.
    double[][] leaveOneOut() {
        double[][] inverse = factor.cholesky().inverse();
        double[][] believed = new double[data.size()][];
        for (int i = 0; i < believed.length; i++) {
            double variance = 1 / inverse[i][i];
            believed[i] = new double[] {data.outputs()[i] - factor.weights()[i] * variance, variance};
        }
        return believed;
    }

    /// How much each result has moved what is believed, in the order told: the Kullback-Leibler divergence between the
    /// posteriors after it and before it, in nats, with the hyperparameters and the mean left as they are.
    ///
    /// Two posteriors that differ by one result differ as the value at its point does. The factor holds what was
    /// expected of each result by those before it.
    double[] divergences() {
        double[][] rows = factor.cholesky().rows();
        double[] surprises = new double[data.size()];
        Arrays.setAll(surprises, i -> data.outputs()[i] - factor.mean());
        factor.cholesky().forward(surprises);
        double[] divergences = new double[data.size()];
        for (int i = 0; i < divergences.length; i++) {
            double expected = rows[i][i] * rows[i][i];
            double noise = Math.min(expected, parameters.noiseVariance() + data.knownVariances()[i]);
            double prior = Math.max(LEAST_VARIANCE, expected - noise);
            double shrink = noise / (prior + noise);
            double moved = prior / (prior + noise) * surprises[i] * rows[i][i];
            divergences[i] = 0.5 * (shrink - 1 + moved * moved / prior - Math.log(shrink));
        }
        return divergences;
    }

    /// Standard deviations of the logarithms of the lengths, by the curvature of their posterior at its top (Laplace's
    /// approximation, each length by itself).
    double[] lengthSpreads() {
        var likelihood = new MarginalLikelihood(data, parameters.kernel());
        int d = data.dimension();
        double[] at = new double[d + 1];
        for (int j = 0; j < d; j++) {
            at[j] = Math.log(parameters.lengths()[j]);
        }
        at[d] = Math.log(parameters.noiseVariance());
        double[] spreads = new double[d];
        double step = 1e-3;
        for (int j = 0; j < d; j++) {
            double[] up = at.clone();
            double[] down = at.clone();
            up[j] += step;
            down[j] -= step;
            double[] above = new double[d + 1];
            double[] below = new double[d + 1];
            likelihood.value(up, above);
            likelihood.value(down, below);
            double curvature = (above[j] - below[j]) / (2 * step);
            spreads[j] = 1 / Math.sqrt(Math.max(1 / 3.0, curvature));
        }
        return spreads;
    }
}
