package org.agate.optimizer.acquisition;

import java.util.List;
import org.agate.optimizer.surrogate.GaussianProcess;

/// The logarithm of the expected growth of the dominated volume, exact for independent objectives: the undominated
/// space is a set of boxes, and what a value adds in each is a product, so that its mean is a product of means
/// (Yang et al. 2019, 10.1007/s10898-019-00798-7). Sums and products of logarithms throughout: nothing underflows.
public final class LogVolumeImprovement implements Criterion {

    private final List<GaussianProcess> models;
    private final double[][] lower;
    private final double[][] upper;

    /// @param models one for each objective, more being better
    /// @param lower corners of the boxes, by box and objective
    /// @param upper opposite corners; may be infinite
    public LogVolumeImprovement(List<GaussianProcess> models, double[][] lower, double[][] upper) {
        this.models = List.copyOf(models);
        this.lower = lower.clone();
        this.upper = upper.clone();
    }

    /// ln E max(0, min(y, upper) - lower), and its derivatives by mean and standard deviation.
    private record Side(double value, double byMean, double byDeviation) {

        static Side of(double mean, double sd, double lower, double upper) {
            double low = (mean - lower) / sd;
            double gain = LogGain.of(low);
            double slope = LogGain.slope(low);
            double byMean = slope / sd;
            double byDeviation = (1 - low * slope) / sd;
            if (Double.isInfinite(upper)) {
                return new Side(Math.log(sd) + gain, byMean, byDeviation);
            }
            double high = (mean - upper) / sd;
            double slopeHigh = LogGain.slope(high);
            double ratio = Math.exp(LogGain.of(high) - gain);
            double rest = Math.max(1e-300, -Math.expm1(LogGain.of(high) - gain));
            return new Side(
                    Math.log(sd) + gain + Math.log(rest),
                    (byMean - ratio * slopeHigh / sd) / rest,
                    (byDeviation - ratio * (1 - high * slopeHigh) / sd) / rest);
        }
    }

    @Override
    public double value(double[] point) {
        double[] means = new double[models.size()];
        double[] sds = new double[models.size()];
        for (int k = 0; k < means.length; k++) {
            var posterior = models.get(k).predict(point);
            means[k] = posterior.mean();
            sds[k] = posterior.standardDeviation();
        }
        return ofValues(means, sds);
    }

    @Override
    public double value(double[] point, double[] gradient) {
        int m = models.size();
        double[] means = new double[m];
        double[] sds = new double[m];
        double[][] meanGradients = new double[m][point.length];
        double[][] deviationGradients = new double[m][point.length];
        for (int k = 0; k < m; k++) {
            var posterior = models.get(k).predict(point, meanGradients[k], deviationGradients[k]);
            means[k] = posterior.mean();
            sds[k] = posterior.standardDeviation();
        }
        double[] byMeans = new double[m];
        double[] byDeviations = new double[m];
        double value = value(means, sds, byMeans, byDeviations);
        for (int j = 0; j < point.length; j++) {
            gradient[j] = 0;
            for (int k = 0; k < m; k++) {
                gradient[j] += byMeans[k] * meanGradients[k][j] + byDeviations[k] * deviationGradients[k][j];
            }
        }
        return value;
    }

    /// The criterion for values that are believed to be normal and independent.
    public double ofValues(double[] means, double[] sds) {
        return value(means, sds, new double[means.length], new double[means.length]);
    }

    /// @param byMeans is filled with the derivatives by the means
    /// @param byDeviations is filled with those by the standard deviations
    private double value(double[] means, double[] sds, double[] byMeans, double[] byDeviations) {
        int m = means.length;
        var sides = new Side[lower.length][m];
        double[] logs = new double[lower.length];
        double most = Double.NEGATIVE_INFINITY;
        for (int box = 0; box < lower.length; box++) {
            for (int k = 0; k < m; k++) {
                sides[box][k] = Side.of(means[k], sds[k], lower[box][k], upper[box][k]);
                logs[box] += sides[box][k].value();
            }
            most = Math.max(most, logs[box]);
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - most);
        }
        for (int box = 0; box < lower.length; box++) {
            double share = Math.exp(logs[box] - most) / sum;
            for (int k = 0; k < m; k++) {
                byMeans[k] += share * sides[box][k].byMean();
                byDeviations[k] += share * sides[box][k].byDeviation();
            }
        }
        return most + Math.log(sum);
    }
}
