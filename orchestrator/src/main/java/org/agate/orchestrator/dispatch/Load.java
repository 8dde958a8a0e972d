package org.agate.orchestrator.dispatch;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// How much work waits for each family of devices. Mutable: one decision makes and reads it.
public final class Load {

    private final Map<String, Duration> work = new HashMap<>();

    /// More work for a family.
    public void add(String family, Duration expected) {
        work.merge(family, expected, Duration::plus);
    }

    /// The family whose devices have the most to do; empty when there is no work.
    ///
    /// @param devices of each family
    public String bottleneck(Map<String, Integer> devices) {
        var most = Duration.ZERO;
        var family = "";
        for (var entry : work.entrySet()) {
            var each = entry.getValue().dividedBy(Math.max(1, devices.getOrDefault(entry.getKey(), 1)));
            if (each.compareTo(most) > 0) {
                most = each;
                family = entry.getKey();
            }
        }
        return family;
    }
}
