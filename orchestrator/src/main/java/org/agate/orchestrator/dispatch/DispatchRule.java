package org.agate.orchestrator.dispatch;

import java.time.Duration;
import java.util.Comparator;

/// In which order requests are looked at; the first one that its devices are free for is served.
public sealed interface DispatchRule {

    /// The first to be served comes first.
    Comparator<Candidate> order();

    /// In order of arrival.
    record FirstCome() implements DispatchRule {
        @Override
        public Comparator<Candidate> order() {
            return Comparator.comparingLong(Candidate::arrival);
        }
    }

    /// What clears the way; then by priority, where twelve hours of age count as one level, so nobody starves;
    /// then what feeds or frees the bottleneck; then the one with the longest way to go behind it (Jackson 1955),
    /// which also brings samples of one furnace programme together.
    ///
    /// @param bottleneck family whose devices have the most to do; empty while nobody knows
    record BottleneckFirst(String bottleneck) implements DispatchRule {

        private static final Duration AGEING = Duration.ofHours(12);

        @Override
        public Comparator<Candidate> order() {
            return Comparator.comparing(Candidate::clearing)
                    .reversed()
                    .thenComparing(
                            Comparator.comparingLong(BottleneckFirst::level).reversed())
                    .thenComparing(candidate -> !candidate.touches(bottleneck))
                    .thenComparing(Comparator.comparing(Candidate::tail).reversed())
                    .thenComparingLong(Candidate::arrival);
        }

        private static long level(Candidate candidate) {
            return candidate.priority().ordinal() + candidate.age().dividedBy(AGEING);
        }
    }
}
