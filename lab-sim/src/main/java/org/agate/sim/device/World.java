package org.agate.sim.device;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.agate.sim.world.Charge;
import org.jspecify.annotations.Nullable;

/// The physical laboratory: which vial stands where, what is in it, what is left in the hoppers.
///
/// Mutable and thread-safe. Kept on disk, since powder does not vanish when a computer restarts.
public final class World {

    private final long seed;
    private final WorldFile file;
    private final Map<String, Vessel> vessels = new LinkedHashMap<>();
    private final Map<String, Double> hoppers = new HashMap<>();

    /// @param seed of all noise
    /// @param path where the world is kept; null to keep it in memory only
    public World(long seed, Map<String, Double> hoppersMilligrams, @Nullable Path path) {
        this.seed = seed;
        this.hoppers.putAll(hoppersMilligrams);
        this.file = new WorldFile(path);
        file.read().ifPresent(snapshot -> {
            snapshot.vessels().forEach(vessel -> vessels.put(vessel.sample(), vessel));
            hoppers.putAll(snapshot.hoppers());
        });
    }

    public synchronized Optional<Vessel> vessel(String sample) {
        return Optional.ofNullable(vessels.get(sample));
    }

    /// Sample by slot of one device.
    public synchronized Map<String, String> slots(String device) {
        var slots = new HashMap<String, String>();
        for (var vessel : vessels.values()) {
            if (vessel.position().startsWith(device + "/")) {
                slots.put(vessel.position().substring(device.length() + 1), vessel.sample());
            }
        }
        return slots;
    }

    synchronized Optional<Vessel> standingAt(String position) {
        return vessels.values().stream()
                .filter(vessel -> vessel.position().equals(position))
                .findFirst();
    }

    /// A fresh vial for a sample that was not seen before; replaces whatever stood there.
    synchronized Vessel place(String sample, String position) {
        standingAt(position).ifPresent(old -> vessels.remove(old.sample()));
        var vessel = Vessel.fresh(sample, position);
        vessels.put(sample, vessel);
        return vessel;
    }

    synchronized Vessel change(String sample, UnaryOperator<Vessel> change) {
        var vessel = vessels.get(sample);
        if (vessel == null) {
            throw new IllegalStateException("Sample (%s) is nowhere in the laboratory.".formatted(sample));
        }
        var changed = change.apply(vessel);
        vessels.put(sample, changed);
        file.write(new WorldFile.Snapshot(java.util.List.copyOf(vessels.values()), Map.copyOf(hoppers)));
        return changed;
    }

    Vessel treat(String sample, UnaryOperator<Charge> treatment) {
        return change(sample, vessel -> vessel.with(treatment.apply(vessel.charge())));
    }

    synchronized double hopper(String material) {
        return hoppers.getOrDefault(material, 0.0);
    }

    synchronized boolean stocks(String material) {
        return hoppers.containsKey(material);
    }

    synchronized double take(String material, double milligrams) {
        return hoppers.merge(material, -milligrams, Double::sum);
    }

    /// The noise of one visit: the same for the same seed, device, sample, action and how-manieth time, whatever the
    /// order of events.
    SplittableRandom noise(String device, String action, String sample) {
        var key = device + "/" + action;
        var vessel = change(sample, before -> before.visited(key));
        return noise(device, action, sample, vessel.visits().getOrDefault(key, 1));
    }

    /// The noise that belongs to a thing for good, such as the bias of one furnace.
    SplittableRandom noise(String device, String action, String sample, int visit) {
        long hash = seed;
        for (var part : new String[] {device, action, sample, Integer.toString(visit)}) {
            for (int i = 0; i < part.length(); i++) {
                hash = (hash ^ part.charAt(i)) * 0x100000001B3L;
            }
            hash = (hash ^ 0xFF) * 0x9E3779B97F4A7C15L;
        }
        return new SplittableRandom(hash);
    }
}
