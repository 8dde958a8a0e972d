package org.agate.vision.drift;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agate.vision.quality.Defect;

/// One look at the reference dish.
///
/// @param figures by their names, such as share, brightness of a channel, sharpness
/// @param defects what is wrong with the photograph: one with a defect is no part of a chart
public record Check(Instant at, Map<String, Double> figures, Set<Defect> defects) {

    public Check {
        figures = Map.copyOf(figures);
        defects = Set.copyOf(defects);
    }

    /// A good one.
    public Check(Instant at, Map<String, Double> figures) {
        this(at, figures, Set.of());
    }

    /// The same at another time.
    public Check at(Instant time) {
        return new Check(time, figures, defects);
    }

    double figure(String name) {
        return figures.getOrDefault(name, Double.NaN);
    }

    /// What a check says of one figure.
    ///
    /// @param centre and deviation of the baseline
    /// @param drifting how; empty when it is as it used to be
    public record Verdict(String figure, double value, double centre, double deviation, List<Sign> drifting) {
        public Verdict {
            drifting = List.copyOf(drifting);
        }
    }

    /// How a figure leaves its usual range.
    public enum Sign {
        /// Farther off than chance brings it.
        JUMP,
        /// Its moving average has left its own narrower limits: a slow drift.
        TREND
    }
}
