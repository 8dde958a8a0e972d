package org.agate.optimizer.surrogate;

import org.jspecify.annotations.Nullable;

/// Covariances of measured points with others. Immutable.
final class Covariances {

    private final TrainingData data;
    private final Hyperparameters parameters;

    // By dimension, divided by the length: loops over points run along memory.
    private final double[][] scaled;

    Covariances(TrainingData data, Hyperparameters parameters) {
        this.data = data;
        this.parameters = parameters;
        this.scaled = new double[data.dimension()][data.size()];
        for (int j = 0; j < scaled.length; j++) {
            double length = data.categories()[j] ? 1 : parameters.lengths()[j];
            for (int i = 0; i < data.size(); i++) {
                scaled[j][i] = data.inputs()[i][j] / length;
            }
        }
    }

    /// Of two points.
    double between(double[] x, double[] y) {
        return between(x, y, data.categories(), parameters);
    }

    static double between(double[] x, double[] y, boolean[] categories, Hyperparameters parameters) {
        double squared = 0;
        double unlike = 0;
        for (int j = 0; j < x.length; j++) {
            double step = x[j] - y[j];
            if (categories[j]) {
                unlike += step == 0 ? 0 : 1 / parameters.lengths()[j];
            } else {
                step /= parameters.lengths()[j];
                squared += step * step;
            }
        }
        return parameters.kernel().covariance(squared, unlike);
    }

    /// Covariances of a point with the measured ones.
    ///
    /// @param slopes is filled with [Kernel#slope]; null when nobody wants them
    double[] with(double[] point, double @Nullable [] slopes) {
        int n = data.size();
        double[] squared = new double[n];
        double[] unlike = new double[n];
        for (int j = 0; j < point.length; j++) {
            double length = parameters.lengths()[j];
            double[] along = scaled[j];
            if (data.categories()[j]) {
                for (int i = 0; i < n; i++) {
                    unlike[i] += along[i] == point[j] ? 0 : 1 / length;
                }
            } else {
                double x = point[j] / length;
                for (int i = 0; i < n; i++) {
                    double step = x - along[i];
                    squared[i] += step * step;
                }
            }
        }
        var kernel = parameters.kernel();
        for (int i = 0; i < n; i++) {
            if (slopes != null) {
                slopes[i] = kernel.slope(squared[i], unlike[i]);
            }
            squared[i] = kernel.covariance(squared[i], unlike[i]);
        }
        return squared;
    }

    /// The derivative along a coordinate of Σ weight · covariance at a point, zero for categories.
    double slope(int coordinate, double[] point, double[] weights, double[] slopes) {
        if (data.categories()[coordinate]) {
            return 0;
        }
        double length = parameters.lengths()[coordinate];
        double x = point[coordinate] / length;
        double[] along = scaled[coordinate];
        double sum = 0;
        for (int i = 0; i < along.length; i++) {
            sum += weights[i] * slopes[i] * (along[i] - x);
        }
        return sum / length;
    }
}
