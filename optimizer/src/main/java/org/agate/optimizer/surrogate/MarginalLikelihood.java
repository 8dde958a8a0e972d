package org.agate.optimizer.surrogate;

import org.agate.optimizer.numeric.Vectors;

/// The negative logarithm of marginal likelihood times priors, up to a constant, with its gradient.
///
/// The priors scale with the dimension (Hvarfner, Hellsten, Nardi 2024, arXiv:2402.02229): length scales
/// LogNormal(√2 + ln(d)/2, √3), noise LogNormal(-4, 1). Where instruments claim a noise for every point, little
/// is expected beside it: LogNormal(ln(claimed variance / 10), 1.5). The unknowns are logarithms: d length
/// scales, then the noise.
final class MarginalLikelihood {

    private static final double LENGTH_VARIANCE = 3;
    private static final double NOISE_MEAN = -4;
    private static final double NOISE_VARIANCE = 1;
    private static final double LEAST_NOISE = -13;
    private static final double BESIDE_CLAIMS = 0.1;
    private static final double VARIANCE_BESIDE_CLAIMS = 2.25;

    private final TrainingData data;
    private final Kernel kernel;
    private final double lengthMean;
    private final double noiseMean;
    private final double noiseVariance;

    // By dimension: squared differences, or mismatches, of all pairs i < k, row by row.
    private final double[][] differences;

    MarginalLikelihood(TrainingData data, Kernel kernel) {
        this.data = data;
        this.kernel = kernel;
        this.lengthMean = lengthMean(data.dimension());
        this.noiseMean = noiseMean(data);
        this.noiseVariance = isClaimed(data) ? VARIANCE_BESIDE_CLAIMS : NOISE_VARIANCE;
        this.differences = new double[data.dimension()][];
        for (int j = 0; j < data.dimension(); j++) {
            differences[j] = differences(data, j);
        }
    }

    static double lengthMean(int dimension) {
        return Math.sqrt(2) + Math.log(dimension) / 2;
    }

    /// The logarithm of the noise that is expected before any data, beside what is claimed.
    static double noiseMean(TrainingData data) {
        if (!isClaimed(data)) {
            return NOISE_MEAN;
        }
        double[] claimed = data.knownVariances().clone();
        java.util.Arrays.sort(claimed);
        return Math.clamp(Math.log(BESIDE_CLAIMS * claimed[claimed.length / 2]), LEAST_NOISE, NOISE_MEAN);
    }

    private static boolean isClaimed(TrainingData data) {
        return java.util.Arrays.stream(data.knownVariances()).allMatch(variance -> variance > 0);
    }

    private static double[] differences(TrainingData data, int j) {
        int n = data.size();
        double[] pairs = new double[n * (n - 1) / 2];
        boolean category = data.categories()[j];
        int at = 0;
        for (int i = 0; i < n; i++) {
            double x = data.inputs()[i][j];
            for (int k = i + 1; k < n; k++) {
                double step = x - data.inputs()[k][j];
                pairs[at++] = category ? (step == 0 ? 0 : 1) : step * step;
            }
        }
        return pairs;
    }

    /// The value at logarithms of the unknowns; its gradient is written into `gradient`.
    double value(double[] unknowns, double[] gradient) {
        int d = data.dimension();
        int n = data.size();
        double noise = Math.exp(unknowns[d]);
        double[] squared = new double[differences[0].length];
        double[] unlike = new double[squared.length];
        double[] scales = new double[d];
        for (int j = 0; j < d; j++) {
            boolean category = data.categories()[j];
            scales[j] = Math.exp(category ? -unknowns[j] : -2 * unknowns[j]);
            Vectors.add(category ? unlike : squared, scales[j], differences[j]);
        }
        double[][] covariance = new double[n][n];
        double[] numeric = new double[squared.length];
        double[] whole = new double[squared.length];
        int at = 0;
        for (int i = 0; i < n; i++) {
            covariance[i][i] = 1 + noise + data.knownVariances()[i];
            for (int k = i + 1; k < n; k++, at++) {
                covariance[i][k] = kernel.covariance(squared[at], unlike[at]);
                whole[at] = covariance[i][k];
                numeric[at] = kernel.slope(squared[at], unlike[at]);
            }
        }
        var factor = Factor.of(covariance, data.outputs());
        double[][] inverse = factor.cholesky().inverse();
        double[] weights = factor.weights();
        double noisePull = 0;
        at = 0;
        for (int i = 0; i < n; i++) {
            noisePull += inverse[i][i] - weights[i] * weights[i];
            double weight = weights[i];
            for (int k = i + 1; k < n; k++, at++) {
                double pull = inverse[k][i] - weight * weights[k];
                numeric[at] *= pull;
                whole[at] *= pull;
            }
        }
        for (int j = 0; j < d; j++) {
            gradient[j] = scales[j] * Vectors.dot(data.categories()[j] ? whole : numeric, differences[j], 0);
        }
        gradient[d] = 0.5 * noisePull * noise;
        return factor.negativeLogLikelihood() + priors(unknowns, gradient);
    }

    /// The density of a log-normal value carries 1/x: one more unknown in the penalty.
    private double priors(double[] unknowns, double[] gradient) {
        int d = data.dimension();
        double value = 0;
        for (int j = 0; j <= d; j++) {
            double off = unknowns[j] - (j < d ? lengthMean : noiseMean);
            double variance = j < d ? LENGTH_VARIANCE : noiseVariance;
            value += off * off / (2 * variance) + unknowns[j];
            gradient[j] += off / variance + 1;
        }
        return value;
    }
}
