package org.agate.sim.device;

import java.util.Map;
import java.util.TreeMap;
import org.agate.sim.world.Charge;
import org.agate.sim.world.Phase;

/// A vial with a sample in it. Immutable.
///
/// @param position device/slot where it stands
/// @param charge what reacts
/// @param inert milligrams of materials that only mix, by name
/// @param visits how often each device and action has worked on it, so that every draw of noise has its own seed
public record Vessel(
        String sample, String position, Charge charge, Map<String, Double> inert, Map<String, Integer> visits) {

    public Vessel {
        inert = Map.copyOf(inert);
        visits = Map.copyOf(visits);
    }

    static Vessel fresh(String sample, String position) {
        return new Vessel(sample, position, Charge.empty(), Map.of(), Map.of());
    }

    Vessel at(String elsewhere) {
        return new Vessel(sample, elsewhere, charge, inert, visits);
    }

    Vessel with(Charge treated) {
        return new Vessel(sample, position, treated, inert, visits);
    }

    Vessel visited(String deviceAndAction) {
        var more = new TreeMap<>(visits);
        more.merge(deviceAndAction, 1, Integer::sum);
        return new Vessel(sample, position, charge, inert, more);
    }

    /// With powder from a hopper added.
    Vessel add(String material, double milligrams) {
        var phase = Phase.of(material);
        if (phase.isPresent()) {
            return with(charge.add(phase.get(), milligrams));
        }
        var more = new TreeMap<>(inert);
        more.merge(material, milligrams, Double::sum);
        return new Vessel(sample, position, charge, more, visits);
    }

    /// All powder in it, milligrams.
    public double milligrams() {
        return charge.milligrams()
                + charge.retained()
                        * inert.values().stream().mapToDouble(mg -> mg).sum();
    }

    /// Mass share of an inert material among the inert ones, 0 to 1.
    public double inertShare(String material) {
        double all = inert.values().stream().mapToDouble(mg -> mg).sum();
        return all > 0 ? inert.getOrDefault(material, 0.0) / all : 0;
    }
}
