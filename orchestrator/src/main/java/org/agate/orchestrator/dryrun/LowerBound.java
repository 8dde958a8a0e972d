package org.agate.orchestrator.dryrun;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What no order of the same work could beat.
///
/// For each family its load over its devices, with the shortest way to it before and from it after; and the longest
/// sample. Both hold for any schedule, so the longest of them is a bound.
///
/// @param family the one that bounds, or `sample` when one sample alone takes that long
record LowerBound(Duration length, String family) {

    /// @param families of the devices, by device
    static LowerBound of(List<Bar> bars, Map<String, String> families) {
        var bySample = new HashMap<String, List<Bar>>();
        bars.forEach(bar -> bySample.computeIfAbsent(bar.sample(), none -> new ArrayList<>())
                .add(bar));
        var longest = new LowerBound(Duration.ZERO, "sample");
        for (var sample : bySample.values()) {
            var work = sum(sample);
            if (work.compareTo(longest.length) > 0) {
                longest = new LowerBound(work, "sample");
            }
        }
        for (var family : families.values().stream().distinct().toList()) {
            var bound = bound(family, families, bySample.values());
            if (bound.compareTo(longest.length) > 0) {
                longest = new LowerBound(bound, family);
            }
        }
        return longest;
    }

    private static Duration bound(String family, Map<String, String> families, Collection<List<Bar>> samples) {
        long devices = families.values().stream().filter(family::equals).count();
        var load = Duration.ZERO;
        Duration head = null;
        Duration tail = null;
        for (var bars : samples) {
            var mine = bars.stream()
                    .filter(bar -> family.equals(families.get(bar.device())))
                    .toList();
            if (mine.isEmpty()) {
                continue;
            }
            load = load.plus(sum(mine));
            var before = sum(bars.subList(0, bars.indexOf(mine.getFirst())));
            var after = sum(bars.subList(bars.lastIndexOf(mine.getLast()) + 1, bars.size()));
            head = head == null || before.compareTo(head) < 0 ? before : head;
            tail = tail == null || after.compareTo(tail) < 0 ? after : tail;
        }
        return head == null || tail == null
                ? Duration.ZERO
                : load.dividedBy(devices).plus(head).plus(tail);
    }

    private static Duration sum(List<Bar> bars) {
        return bars.stream().map(Bar::length).reduce(Duration.ZERO, Duration::plus);
    }
}
