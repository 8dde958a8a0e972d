package org.agate.orchestrator.asktell;

import java.util.Map;
import org.agate.orchestrator.event.Fact;
import org.agate.orchestrator.event.Subject;
import org.jspecify.annotations.Nullable;

/// What happened to an optimizer that is asked and told over HTTP.
public sealed interface AskTellFact extends Fact {

    String name();

    @Override
    default Subject subject() {
        return Subject.none();
    }

    @Override
    default boolean routine() {
        return true;
    }

    /// Somebody wants one.
    record Opened(String name, OptimizerDocument document) implements AskTellFact {
        @Override
        public String text() {
            return "Optimizer %s was opened".formatted(name);
        }
    }

    /// It has suggested an experiment.
    record Asked(String name, int number, Map<String, Object> recipe, String reason) implements AskTellFact {
        @Override
        public String text() {
            return "%s suggests %d: %s".formatted(name, number, reason);
        }
    }

    /// An experiment gave a value.
    record Told(
            String name, @Nullable Integer number, Map<String, Object> recipe, double value, double standardDeviation)
            implements AskTellFact {
        @Override
        public String text() {
            return "%s was told %s ± %s".formatted(name, value, standardDeviation);
        }
    }

    /// An experiment gave none.
    record Failed(String name, @Nullable Integer number, Map<String, Object> recipe) implements AskTellFact {
        @Override
        public String text() {
            return "%s was told of a failure".formatted(name);
        }
    }

    /// A person refuses a suggestion.
    record Vetoed(String name, int number, Map<String, Object> recipe) implements AskTellFact {
        @Override
        public String text() {
            return "Suggestion %d of %s was vetoed".formatted(number, name);
        }
    }
}
