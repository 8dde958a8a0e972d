package org.agate.orchestrator.device;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Vials that stand in a device, or are on their way there, to be worked on together. Mutable: only the floor's thread
/// touches it.
///
/// Not kept over a restart: a resumed step says again what its vial waits for.
final class Batches {

    private final Map<String, Loaded> loaded = new HashMap<>();

    /// @param key what the vials of a batch have in common
    /// @param since lab time
    private record Loaded(String key, Instant since) {}

    /// A vial is carried to a device, or was found in it, and waits there for others of its key.
    void load(String sample, String key, Instant since) {
        var before = loaded.get(sample);
        if (before == null || !before.key().equals(key)) {
            loaded.put(sample, new Loaded(key, since));
        }
    }

    /// It is worked on, or was taken out.
    void unload(String sample) {
        loaded.remove(sample);
    }

    /// What the vials in a device have in common; empty when one of them does not wait for a batch.
    ///
    /// @param vials that stand in the device, or are carried there
    Optional<String> key(Collection<String> vials) {
        var keys = vials.stream()
                .map(loaded::get)
                .map(each -> each == null ? "" : each.key())
                .distinct()
                .toList();
        return keys.size() == 1 && !keys.getFirst().isEmpty() ? Optional.of(keys.getFirst()) : Optional.empty();
    }

    /// Since when the first of the vials has waited.
    Instant since(List<String> vials, Instant now) {
        return vials.stream()
                .flatMap(vial -> Optional.ofNullable(loaded.get(vial)).stream())
                .map(Loaded::since)
                .min(Instant::compareTo)
                .orElse(now);
    }
}
