package org.agate.sim.world;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// A vial with a sample in it. Immutable.
///
/// @param position device/slot where it stands
/// @param charge what reacts
/// @param inert milligrams of materials that only mix, by name
@JsonIgnoreProperties(ignoreUnknown = true)
public record Vessel(String sample, String position, Charge charge, Map<String, Double> inert) {

    public Vessel {
        inert = Map.copyOf(inert);
    }

    /// An empty vial.
    public static Vessel fresh(String sample, String position) {
        return new Vessel(sample, position, Charge.empty(), Map.of());
    }

    public Vessel at(String elsewhere) {
        return new Vessel(sample, elsewhere, charge, inert);
    }

    /// After something was done to all the powder in it: what it loses of the charge it loses of the inert powders too.
    public Vessel treated(UnaryOperator<Charge> treatment) {
        var after = treatment.apply(charge);
        return new Vessel(sample, position, after, scaled(after.retained() / charge.retained()));
    }

    private Map<String, Double> scaled(double share) {
        var less = new TreeMap<>(inert);
        less.replaceAll((material, milligrams) -> milligrams * share);
        return less;
    }

    /// With powder from a hopper added.
    public Vessel add(String material, double milligrams) {
        var phase = Phase.of(material);
        if (phase.isPresent()) {
            return new Vessel(sample, position, charge.add(phase.get(), milligrams), inert);
        }
        var more = new TreeMap<>(inert);
        more.merge(material, milligrams, Double::sum);
        return new Vessel(sample, position, charge, more);
    }

    /// All powder in it, milligrams.
    public double milligrams() {
        return charge.milligrams()
                + inert.values().stream().mapToDouble(mg -> mg).sum();
    }

    /// Mass share of an inert material among the inert ones, 0 to 1.
    public double inertShare(String material) {
        double all = inert.values().stream().mapToDouble(mg -> mg).sum();
        return all > 0 ? inert.getOrDefault(material, 0.0) / all : 0;
    }
}
