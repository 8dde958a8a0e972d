package org.agate.orchestrator.request;

import java.util.List;
import org.agate.orchestrator.event.Fact;
import org.agate.orchestrator.event.Subject;

/// What happened to a request that may be repeated.
public sealed interface RequestFact extends Fact {

    @Override
    default Subject subject() {
        return Subject.none();
    }

    @Override
    default boolean routine() {
        return true;
    }

    /// It was done, once.
    ///
    /// @param key that the client chose, behind what it was sent to
    /// @param digest of what was asked for
    /// @param made ids of what came of it
    record Answered(String key, String digest, List<String> made) implements RequestFact {
        public Answered {
            made = List.copyOf(made);
        }

        @Override
        public String text() {
            return "Request %s made %d".formatted(key, made.size());
        }
    }
}
