package org.agate.orchestrator.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.agate.orchestrator.event.Fact;
import org.agate.orchestrator.event.Subject;
import org.jspecify.annotations.Nullable;

/// What happened to a step of a run.
public sealed interface StepFact extends Fact {

    UUID run();

    String path();

    @Override
    default Subject subject() {
        return Subject.none().run(run());
    }

    @Override
    default boolean routine() {
        return true;
    }

    /// It is about to act.
    record Began(UUID run, String path) implements StepFact {
        @Override
        public String text() {
            return "%s begins".formatted(path);
        }
    }

    /// It acted.
    ///
    /// @param variables those that it set
    /// @param removed names of those that it took away
    record Succeeded(
            UUID run,
            String path,
            boolean bodyChanged,
            @Nullable Object body,
            Map<String, Object> variables,
            List<String> removed)
            implements StepFact {
        public Succeeded {
            variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
            removed = List.copyOf(removed);
        }

        @Override
        public String text() {
            return "%s is done".formatted(path);
        }
    }

    /// It did not, or not wholly.
    record Failed(UUID run, String path, String code, String reason) implements StepFact {
        @Override
        public String text() {
            return "%s failed: %s %s".formatted(path, code, reason);
        }
    }
}
