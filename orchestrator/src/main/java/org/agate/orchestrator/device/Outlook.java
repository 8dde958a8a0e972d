package org.agate.orchestrator.device;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// When a run is expected to end, lab time: by how long others of its workflow lasted from the same step on.
///
/// @param likely half of them were done by then
/// @param cautious nine of ten were
/// @param seen how many there were
public record Outlook(Instant likely, Instant cautious, int seen) {

    private static final int ENOUGH = 5;

    /// @param began when the present step began, lab time
    /// @param left how long others lasted from this step on, shortest first
    static Optional<Outlook> of(Instant began, List<Duration> left, Instant now) {
        if (left.isEmpty()) {
            return Optional.empty();
        }
        var median = left.get(left.size() / 2);
        var long90 = left.size() >= ENOUGH
                ? left.get(Math.min(left.size() - 1, (int) Math.ceil(0.9 * left.size()) - 1))
                : median.plus(median.dividedBy(2));
        return Optional.of(new Outlook(later(now, began.plus(median)), later(now, began.plus(long90)), left.size()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
