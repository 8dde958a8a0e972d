package org.agate.vision.drift;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// One look at the reference dish.
///
/// @param figures by their names, such as share, brightness of a channel, sharpness
public record Check(Instant at, Map<String, Double> figures) {

    public Check {
        figures = Map.copyOf(figures);
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
        /// More than three deviations off.
        JUMP,
        /// Its moving average has left its own narrower limits: a slow drift.
        TREND
    }
}
