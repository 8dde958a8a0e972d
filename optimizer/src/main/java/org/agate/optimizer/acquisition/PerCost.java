package org.agate.optimizer.acquisition;

import org.agate.optimizer.space.Domain.Sum;

/// The logarithm of what is gained for what an experiment costs: ln gain - ln cost (Snoek et al. 2012,
/// arXiv:1206.2944, section 3.2, with costs that are known).
public final class PerCost implements Criterion {

    private final Criterion logarithmOfGain;
    private final Sum cost;

    /// @param cost above zero everywhere
    public PerCost(Criterion logarithmOfGain, Sum cost) {
        this.logarithmOfGain = logarithmOfGain;
        this.cost = cost;
    }

    @Override
    public double value(double[] point) {
        return logarithmOfGain.value(point) - Math.log(cost.at(point));
    }

    @Override
    public double value(double[] point, double[] gradient) {
        double value = logarithmOfGain.value(point, gradient);
        double here = cost.at(point);
        for (int j = 0; j < cost.perFeature().length; j++) {
            gradient[j] -= cost.perFeature()[j] / here;
        }
        return value - Math.log(here);
    }
}
