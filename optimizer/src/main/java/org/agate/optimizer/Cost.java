package org.agate.optimizer;

import java.util.Map;

/// What an experiment costs, in any one unit such as minutes of robot time or euros of powder: what is gained is then
/// weighed against it.
///
/// @param fixed what every experiment costs, above zero
/// @param perUnit what one unit of a parameter or component costs, zero or more; of the others nothing
public record Cost(double fixed, Map<String, Double> perUnit) {
    public Cost {
        perUnit = Map.copyOf(perUnit);
        if (!(fixed > 0)
                || !Double.isFinite(fixed)
                || !perUnit.values().stream().allMatch(each -> each >= 0 && Double.isFinite(each))) {
            throw new IllegalArgumentException(
                    "Costs are numbers, that of every experiment above zero and the others not below, not (%s) and %s."
                            .formatted(fixed, perUnit));
        }
    }
}
