package org.agate.optimizer.surrogate;

import java.util.List;
import org.agate.optimizer.numeric.Normal;

/// What the function may be at some points, drawn from what is believed: the model with each of these draws
/// taken as the truth there. All draws share one factor; only their weights differ.
public final class Scenarios {

    private static final double JITTER = 1e-6;

    private final GaussianProcess conditioned;
    private final double[][] weights;
    private final double[] bests;

    private Scenarios(GaussianProcess conditioned, double[][] weights, double[] bests) {
        this.conditioned = conditioned;
        this.weights = weights;
        this.bests = bests;
    }

    /// @param points at which the function is drawn
    /// @param uniform by scenario and point, such as those of a Sobol sequence
    public static Scenarios of(GaussianProcess model, List<double[]> points, double[][] uniform) {
        var joint = model.predict(points);
        int m = points.size();
        double[][] root = joint.root();
        double[][] draws = new double[uniform.length][m];
        double[] bests = new double[uniform.length];
        for (int s = 0; s < uniform.length; s++) {
            double[] normal = new double[m];
            for (int a = 0; a < m; a++) {
                normal[a] = Normal.quantile(uniform[s][a]);
            }
            bests[s] = Double.NEGATIVE_INFINITY;
            for (int a = 0; a < m; a++) {
                draws[s][a] = joint.means()[a];
                for (int b = 0; b <= a; b++) {
                    draws[s][a] += model.signal() * root[b][a] * normal[b];
                }
                bests[s] = Math.max(bests[s], draws[s][a]);
            }
        }
        var conditioned = model.knowing(points, JITTER);
        double[][] weights = new double[draws.length][];
        for (int s = 0; s < draws.length; s++) {
            weights[s] = conditioned.weightsFor(draws[s]);
        }
        return new Scenarios(conditioned, weights, bests);
    }

    /// The best value of each scenario.
    public double[] bests() {
        return bests.clone();
    }

    /// The means of all scenarios at a point, written into `means`; their common standard deviation is returned.
    public double predict(double[] point, double[] means) {
        return conditioned.predict(point, weights, means);
    }

    /// The gradient of Σ share · mean + factor · standard deviation.
    public void gradient(double[] point, double[] shares, double factor, double[] gradient) {
        double[] mixed = new double[weights[0].length];
        for (int s = 0; s < shares.length; s++) {
            for (int i = 0; i < mixed.length; i++) {
                mixed[i] += shares[s] * weights[s][i];
            }
        }
        conditioned.gradient(point, mixed, factor, gradient);
    }
}
