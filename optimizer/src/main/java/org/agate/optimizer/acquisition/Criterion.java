package org.agate.optimizer.acquisition;

/// What a point is worth measuring for; larger is better.
public interface Criterion {

    /// The criterion at a point of the model's features.
    double value(double[] point);

    /// The criterion at a point; its gradient is written into `gradient`, zero for categories.
    double value(double[] point, double[] gradient);
}
