package org.agate.optimizer.surrogate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.agate.optimizer.numeric.Cholesky;
import org.agate.optimizer.numeric.Vectors;

/// A Gaussian process on the unit cube, categories included: the known noise of every point plus an inferred
/// base level, outputs standardised.
///
/// Immutable. Rasmussen & Williams 2006, algorithm 2.1, 10.7551/mitpress/3206.001.0001
public final class GaussianProcess {

    private static final double LEAST_VARIANCE = 1e-12;

    private final TrainingData data;
    private final Hyperparameters parameters;
    private final Factor factor;
    private final double offset;
    private final double scale;

    private final Covariances covariances;

    private GaussianProcess(TrainingData data, Hyperparameters parameters, Factor factor, double offset, double scale) {
        this.data = data;
        this.parameters = parameters;
        this.factor = factor;
        this.offset = offset;
        this.scale = scale;
        this.covariances = new Covariances(data, parameters);
    }

    /// Learns from measured points.
    ///
    /// @param inputs n points of the unit cube; a category is its number
    /// @param categories which inputs are categories
    /// @param outputs n values, any scale
    /// @param standardDeviations n known noises in the unit of the outputs, zero where unknown
    /// @param kernels the one that makes the data most probable is taken
    /// @param seed chooses the starts of the hyperparameter search
    public static GaussianProcess fit(
            double[][] inputs,
            boolean[] categories,
            double[] outputs,
            double[] standardDeviations,
            List<Kernel> kernels,
            long seed) {
        var standard = Standardised.of(inputs, categories, outputs, standardDeviations);
        var fit = new Fit(standard.data(), seed);
        var found = kernels.stream()
                .map(kernel -> fit.last(fit.first(kernel)))
                .min(Comparator.comparingDouble(Fit.Found::penalty))
                .orElseThrow();
        return of(standard, found.parameters());
    }

    static GaussianProcess of(Standardised standard, Hyperparameters parameters) {
        return of(standard.data(), parameters, standard.offset(), standard.scale());
    }

    private static GaussianProcess of(TrainingData data, Hyperparameters parameters, double offset, double scale) {
        var kernel = new double[data.size()][data.size()];
        for (int i = 0; i < data.size(); i++) {
            kernel[i][i] = 1 + parameters.noiseVariance() + data.knownVariances()[i];
            for (int k = i + 1; k < data.size(); k++) {
                kernel[i][k] = Covariances.between(data.inputs()[i], data.inputs()[k], data.categories(), parameters);
            }
        }
        return new GaussianProcess(data, parameters, Factor.of(kernel, data.outputs()), offset, scale);
    }

    /// The same model, believing its own mean at a point that is still under way: its spread shrinks there.
    public GaussianProcess believe(double[] pending) {
        int n = data.size();
        double[] column = Arrays.copyOf(covariances.with(pending, null), n + 1);
        double believed = factor.mean() + Vectors.dot(Arrays.copyOf(column, n), factor.weights());
        column[n] = 1 + parameters.noiseVariance();
        var inputs = Arrays.copyOf(data.inputs(), n + 1);
        var outputs = Arrays.copyOf(data.outputs(), n + 1);
        inputs[n] = pending;
        outputs[n] = believed;
        var more = new TrainingData(inputs, outputs, Arrays.copyOf(data.knownVariances(), n + 1), data.categories());
        return factor.cholesky()
                .grown(column)
                .map(grown ->
                        new GaussianProcess(more, parameters, Factor.of(grown, outputs, factor.mean()), offset, scale))
                .orElseGet(() -> of(more, parameters, offset, scale));
    }

    /// The mean alone, which costs much less.
    public double mean(double[] point) {
        return offset + scale * (factor.mean() + Vectors.dot(covariances.with(point, null), factor.weights()));
    }

    /// What is believed at a point, in the unit of the outputs.
    public Posterior predict(double[] point) {
        double[] row = covariances.with(point, null);
        double mean = factor.mean() + Vectors.dot(row, factor.weights());
        double[] solved = factor.cholesky().forward(row);
        return posterior(mean, 1 - Vectors.dot(solved, solved));
    }

    /// What is believed at a point; the gradients of mean and standard deviation are written into the two arrays, zero
    /// for categories.
    public Posterior predict(double[] point, double[] meanGradient, double[] deviationGradient) {
        double[] slopes = new double[data.size()];
        double[] row = covariances.with(point, slopes);
        double[] weights = factor.weights();
        double mean = factor.mean() + Vectors.dot(row, weights);
        double[] solved = factor.cholesky().forward(row);
        double variance = Math.max(LEAST_VARIANCE, 1 - Vectors.dot(solved, solved));
        factor.cholesky().backward(solved);
        double deviation = Math.sqrt(variance);
        for (int j = 0; j < point.length; j++) {
            meanGradient[j] = scale * covariances.slope(j, point, weights, slopes);
            deviationGradient[j] = -scale * covariances.slope(j, point, solved, slopes) / deviation;
        }
        return posterior(mean, variance);
    }

    /// What is believed at several points together: their means and the matrix of their covariances.
    public Joint predict(List<double[]> points) {
        int m = points.size();
        double[] means = new double[m];
        double[][] solved = new double[m][];
        for (int a = 0; a < m; a++) {
            double[] row = covariances.with(points.get(a), null);
            means[a] = offset + scale * (factor.mean() + Vectors.dot(row, factor.weights()));
            solved[a] = factor.cholesky().forward(row);
        }
        double[][] matrix = new double[m][m];
        for (int a = 0; a < m; a++) {
            for (int b = 0; b <= a; b++) {
                double prior = covariances.between(points.get(a), points.get(b));
                matrix[a][b] = prior - Vectors.dot(solved[a], solved[b]);
                matrix[b][a] = matrix[a][b];
            }
        }
        return new Joint(means, matrix);
    }

    /// The same model that also knows, almost without noise, what the function is at some points; what it is there says
    /// [#weightsFor].
    GaussianProcess knowing(List<double[]> points, double variance) {
        int n = data.size();
        int m = n + points.size();
        var inputs = Arrays.copyOf(data.inputs(), m);
        var outputs = Arrays.copyOf(data.outputs(), m);
        var variances = Arrays.copyOf(data.knownVariances(), m);
        var grown = factor.cholesky();
        for (int i = n; i < m; i++) {
            inputs[i] = points.get(i - n);
            variances[i] = variance - parameters.noiseVariance();
            double[] column = new double[i + 1];
            for (int k = 0; k < i; k++) {
                column[k] = covariances.between(inputs[k], inputs[i]);
            }
            column[i] = 1 + variance;
            var next = grown.grown(column);
            if (next.isEmpty()) {
                column[i] = 1 + 1e3 * variance;
                next = grown.grown(column);
            }
            grown = next.orElseThrow(() -> new ArithmeticException("Points are too close to be known together."));
        }
        var more = new TrainingData(inputs, outputs, variances, data.categories());
        return new GaussianProcess(more, parameters, Factor.of(grown, outputs, factor.mean()), offset, scale);
    }

    /// The weights when the last points have these values, in the unit of the outputs.
    double[] weightsFor(double[] values) {
        double[] residuals = new double[data.size()];
        int n = residuals.length - values.length;
        for (int i = 0; i < residuals.length; i++) {
            double output = i < n ? data.outputs()[i] : (values[i - n] - offset) / scale;
            residuals[i] = output - factor.mean();
        }
        return factor.cholesky().solve(residuals);
    }

    /// The means for several sets of weights, in the unit of the outputs; their common standard deviation is returned.
    double predict(double[] point, double[][] weights, double[] means) {
        double[] row = covariances.with(point, null);
        for (int s = 0; s < means.length; s++) {
            means[s] = offset + scale * (factor.mean() + Vectors.dot(row, weights[s]));
        }
        double[] solved = factor.cholesky().forward(row);
        return scale * Math.sqrt(Math.max(LEAST_VARIANCE, 1 - Vectors.dot(solved, solved)));
    }

    /// The gradient of the mean for some weights, plus a factor times that of the standard deviation.
    void gradient(double[] point, double[] weights, double factorOfDeviation, double[] gradient) {
        double[] slopes = new double[data.size()];
        double[] solved = factor.cholesky().forward(covariances.with(point, slopes));
        double variance = Math.max(LEAST_VARIANCE, 1 - Vectors.dot(solved, solved));
        factor.cholesky().backward(solved);
        double pull = factorOfDeviation / Math.sqrt(variance);
        for (int j = 0; j < point.length; j++) {
            gradient[j] = scale
                    * (covariances.slope(j, point, weights, slopes)
                            - pull * covariances.slope(j, point, solved, slopes));
        }
    }

    /// Means of several points in the unit of the outputs, and the matrix of their covariances in units of the squared
    /// [#signal]: the square of a huge or tiny unit would be no number.
    public record Joint(double[] means, double[][] covariances) {

        private static final double LEAST_JITTER = 1e-8;
        private static final double MOST_JITTER = 10;

        /// The upper triangular root U of the covariances, UᵀU, which may be singular to rounding.
        public double[][] root() {
            double[][] matrix = new double[covariances.length][];
            for (double jitter = LEAST_JITTER; jitter < MOST_JITTER; jitter *= 10) {
                for (int a = 0; a < matrix.length; a++) {
                    matrix[a] = covariances[a].clone();
                    matrix[a][a] += jitter;
                }
                var found = Cholesky.of(matrix);
                if (found.isPresent()) {
                    return found.get().rows();
                }
            }
            throw new ArithmeticException("Covariances of (%d) points are no numbers.".formatted(matrix.length));
        }
    }

    /// The same model without its last result.
    ///
    /// @throws IllegalStateException when there is only one
    public GaussianProcess before() {
        int n = data.size() - 1;
        if (n == 0) {
            throw new IllegalStateException("Before the first result there is no model.");
        }
        var less = new TrainingData(
                Arrays.copyOf(data.inputs(), n),
                Arrays.copyOf(data.outputs(), n),
                Arrays.copyOf(data.knownVariances(), n),
                data.categories());
        return of(less, parameters, offset, scale);
    }

    /// Standard deviation of all noise of a result, claimed and inferred, in the unit of the outputs.
    public double noise(int result) {
        return scale * Math.sqrt(parameters.noiseVariance() + data.knownVariances()[result]);
    }

    /// What is believed of each measurement by all others, its own noise included, with the hyperparameters
    /// left as they are.
    public List<Posterior> leaveOneOut() {
        return Arrays.stream(hindsight().leaveOneOut())
                .map(believed -> new Posterior(offset + scale * believed[0], scale * Math.sqrt(believed[1])))
                .toList();
    }

    /// How much each result has moved what is believed, in the order told: the Kullback-Leibler divergence between the
    /// posteriors after it and before it, in nats.
    public double[] divergences() {
        return hindsight().divergences();
    }

    /// Standard deviations of the logarithms of the lengths.
    public double[] lengthSpreads() {
        return hindsight().lengthSpreads();
    }

    private Hindsight hindsight() {
        return new Hindsight(data, parameters, factor);
    }

    /// What the fit settled on.
    public Hyperparameters hyperparameters() {
        return parameters;
    }

    /// Standard deviation of the noise that no instrument has claimed, in the unit of the outputs.
    public double noise() {
        return scale * Math.sqrt(parameters.noiseVariance());
    }

    /// Standard deviation of the function before anything was measured, in the unit of the outputs.
    public double signal() {
        return scale;
    }

    private Posterior posterior(double mean, double variance) {
        return new Posterior(offset + scale * mean, scale * Math.sqrt(Math.max(LEAST_VARIANCE, variance)));
    }
}
