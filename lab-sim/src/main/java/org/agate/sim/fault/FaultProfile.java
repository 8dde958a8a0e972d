package org.agate.sim.fault;

import java.util.Locale;

/// How often things go wrong.
public enum FaultProfile {
    NONE(0),
    NORMAL(1),
    HARSH(10);

    private final double factor;

    FaultProfile(double factor) {
        this.factor = factor;
    }

    /// The profile of that name in any case.
    public static FaultProfile named(String name) {
        try {
            return valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "There is no fault profile (%s).\nMaybe none, normal or harsh.".formatted(name), e);
        }
    }

    /// Never more than one half, so that everything can succeed at last.
    public double probability(Fault fault) {
        return Math.min(0.5, factor * fault.probability());
    }
}
