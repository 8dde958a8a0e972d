package org.agate.optimizer.surrogate;

import java.util.Arrays;

/// A Gaussian process on the unit cube: Matérn-5/2, one length scale per input, the known noise of every point plus an
/// inferred base level, outputs standardised.
///
/// Immutable. Rasmussen & Williams 2006, algorithm 2.1, 10.7551/mitpress/3206.001.0001
public final class GaussianProcess {

    private final double[][] inputs;
    private final double[] outputs;
    private final double[] variances;
    private final Hyperparameters parameters;
    private final Factor factor;
    private final double offset;
    private final double scale;

    private GaussianProcess(
            double[][] inputs,
            double[] outputs,
            double[] variances,
            Hyperparameters parameters,
            double offset,
            double scale) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.variances = variances;
        this.parameters = parameters;
        this.offset = offset;
        this.scale = scale;
        this.factor = Factor.of(inputs, outputs, variances, parameters);
    }

    /// Learns from measured points.
    ///
    /// @param inputs n points of the unit cube
    /// @param outputs n values, any scale
    /// @param standardDeviations n known noises in the unit of the outputs, zero where unknown
    /// @param seed chooses the starts of the hyperparameter search
    public static GaussianProcess fit(double[][] inputs, double[] outputs, double[] standardDeviations, long seed) {
        int n = outputs.length;
        if (n == 0 || inputs.length != n || standardDeviations.length != n) {
            throw new IllegalArgumentException(
                    "Fit needs as many points (%d) as values (%d) and noises (%d), and at least one."
                            .formatted(inputs.length, n, standardDeviations.length));
        }
        double offset = Arrays.stream(outputs).average().orElse(0);
        double spread = Math.sqrt(
                Arrays.stream(outputs).map(y -> (y - offset) * (y - offset)).sum() / Math.max(1, n - 1));
        double scale = spread > 1e-12 * Math.max(1, Math.abs(offset)) ? spread : 1;
        double[] standard =
                Arrays.stream(outputs).map(y -> (y - offset) / scale).toArray();
        double[] variances = Arrays.stream(standardDeviations)
                .map(sd -> sd * sd / (scale * scale))
                .toArray();
        var parameters = new MarginalLikelihood(inputs, standard, variances).mostProbable(seed);
        return new GaussianProcess(inputs, standard, variances, parameters, offset, scale);
    }

    /// The same model, believing its own mean at a point that is still under way: its spread shrinks there.
    public GaussianProcess believe(double[] pending) {
        int n = inputs.length;
        double[][] more = Arrays.copyOf(inputs, n + 1);
        double[] values = Arrays.copyOf(outputs, n + 1);
        double[] noise = Arrays.copyOf(variances, n + 1);
        more[n] = pending;
        values[n] = (predict(pending).mean() - offset) / scale;
        noise[n] = 0;
        return new GaussianProcess(more, values, noise, parameters, offset, scale);
    }

    /// What is believed at a point, in the unit of the outputs.
    public Posterior predict(double[] point) {
        double[] covariances = covariances(point);
        double mean = factor.mean() + Factor.dot(covariances, factor.weights());
        double variance = 1 - Factor.dot(covariances, factor.solve(covariances));
        return new Posterior(offset + scale * mean, scale * Math.sqrt(Math.max(1e-12, variance)));
    }

    /// What is believed at a point; the gradients of mean and standard deviation are written into the two arrays.
    public Posterior predict(double[] point, double[] meanGradient, double[] deviationGradient) {
        double[] covariances = covariances(point);
        double[] solved = factor.solve(covariances);
        double[] weights = factor.weights();
        double mean = factor.mean() + Factor.dot(covariances, weights);
        double deviation = Math.sqrt(Math.max(1e-12, 1 - Factor.dot(covariances, solved)));
        Arrays.fill(meanGradient, 0);
        Arrays.fill(deviationGradient, 0);
        double[] lengths = parameters.lengths();
        for (int i = 0; i < inputs.length; i++) {
            double slope = Matern52.slope(point, inputs[i], lengths);
            for (int j = 0; j < point.length; j++) {
                double change = -slope * (point[j] - inputs[i][j]) / (lengths[j] * lengths[j]);
                meanGradient[j] += scale * weights[i] * change;
                deviationGradient[j] -= scale * solved[i] * change / deviation;
            }
        }
        return new Posterior(offset + scale * mean, scale * deviation);
    }

    /// What the fit settled on.
    public Hyperparameters hyperparameters() {
        return parameters;
    }

    private double[] covariances(double[] point) {
        double[] covariances = new double[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            covariances[i] = Matern52.covariance(point, inputs[i], parameters.lengths());
        }
        return covariances;
    }
}
