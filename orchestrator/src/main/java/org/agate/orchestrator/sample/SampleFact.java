package org.agate.orchestrator.sample;

import java.util.List;
import java.util.UUID;
import org.agate.orchestrator.event.Fact;
import org.agate.orchestrator.event.Subject;
import org.agate.vision.inference.Reason;
import org.jspecify.annotations.Nullable;

/// What happened to a sample.
public sealed interface SampleFact extends Fact {

    /// One photographing takes no more.
    int MOST_SHOTS = 1_000;

    String sample();

    @Override
    default Subject subject() {
        return Subject.none().sample(sample());
    }

    /// A fresh vial has a place in the rack.
    record Created(String sample, long number, @Nullable Long campaign, String purpose, String home)
            implements SampleFact {
        @Override
        public String text() {
            return "%s is a fresh vial at %s".formatted(sample, home);
        }

        @Override
        public Subject subject() {
            return new Subject(campaign, null, sample, null);
        }

        @Override
        public boolean routine() {
            return true;
        }
    }

    /// It stands somewhere else now; null when nobody knows where.
    record Moved(String sample, @Nullable String position, String why) implements SampleFact {
        @Override
        public String text() {
            return "%s is at %s: %s".formatted(sample, position == null ? "no known place" : position, why);
        }

        @Override
        public boolean routine() {
            return why.isEmpty();
        }
    }

    /// It can be trusted less.
    record Worsened(String sample, Condition condition, String why) implements SampleFact {
        @Override
        public String text() {
            return "%s is %s: %s".formatted(sample, condition, why);
        }
    }

    /// A person has decided on it.
    record Judged(String sample, Condition condition, String by, String why) implements SampleFact {
        @Override
        public String text() {
            return "%s judged %s to be %s: %s".formatted(by, sample, condition, why);
        }
    }

    /// A photograph of it, and what was seen in it.
    ///
    /// @param overlay hash of the picture that shows what was seen where; null when nothing was read from it
    /// @param share null when nothing was read from it
    record Shot(
            String sha256,
            @Nullable String overlay,
            @Nullable Double share,
            List<String> defects) {
        public Shot {
            defects = List.copyOf(defects);
        }
    }

    /// It was photographed.
    record Captured(String sample, UUID run, List<Shot> shots) implements SampleFact {
        public Captured {
            shots = List.copyOf(shots);
        }

        @Override
        public String text() {
            return "%s was photographed %d times".formatted(sample, shots.size());
        }

        @Override
        public Subject subject() {
            return Subject.none().sample(sample).run(run);
        }

        @Override
        public boolean routine() {
            return true;
        }
    }

    /// Vision has looked at its photographs.
    ///
    /// @param share null when they were refused
    /// @param why what moved the share most
    record Inferred(
            String sample,
            @Nullable Double share,
            @Nullable Double standardDeviation,
            int shots,
            List<String> defects,
            String modelVersion,
            List<Reason> why)
            implements SampleFact {
        public Inferred {
            defects = List.copyOf(defects);
            // What was recorded before reasons were kept has none.
            why = why == null ? List.of() : List.copyOf(why);
        }

        @Override
        public String text() {
            return share == null
                    ? "%s: no photograph is fit to be measured: %s".formatted(sample, defects)
                    : "%s: share %.3f ± %.3f".formatted(sample, share, standardDeviation);
        }

        @Override
        public boolean routine() {
            return share != null;
        }
    }
}
