package org.agate.optimizer;

import org.agate.optimizer.space.Recipe;
import org.agate.optimizer.space.SpaceInvalid;

/// A measured outcome, with the uncertainty that its instrument claims.
///
/// @param value the objective, in its own unit
/// @param standardDeviation of `value`; zero when the instrument claims none, then the model infers the noise alone
public record Observation(Recipe recipe, double value, double standardDeviation) {
    public Observation {
        if (!Double.isFinite(value) || !(standardDeviation >= 0) || Double.isInfinite(standardDeviation)) {
            throw new SpaceInvalid(
                    "observation.not-finite",
                    "Observation (%s ± %s) is not a number with a standard deviation."
                            .formatted(value, standardDeviation),
                    "Maybe record the experiment as failed instead.");
        }
    }
}
