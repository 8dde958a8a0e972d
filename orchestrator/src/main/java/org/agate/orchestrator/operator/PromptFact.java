package org.agate.orchestrator.operator;

import java.util.List;
import java.util.UUID;
import org.agate.orchestrator.event.Fact;
import org.agate.orchestrator.event.Subject;
import org.jspecify.annotations.Nullable;

/// What happened to a question to people.
public sealed interface PromptFact extends Fact {

    UUID prompt();

    /// It was put.
    ///
    /// @param photo SHA-256 of the sample's latest photograph; null when there is none
    record Asked(
            UUID prompt,
            UUID run,
            String stepPath,
            String sample,
            @Nullable UUID about,
            String question,
            List<String> choices,
            @Nullable String unit,
            @Nullable String preset,
            @Nullable Double due,
            @Nullable String photo)
            implements PromptFact {
        public Asked {
            choices = List.copyOf(choices);
        }

        @Override
        public String text() {
            return "%s: %s %s".formatted(sample, question, choices);
        }

        @Override
        public Subject subject() {
            return Subject.none().sample(sample).run(run);
        }
    }

    /// Nobody has answered in time, and there is nothing that may be decided without a person: the question
    /// stays open.
    record Overdue(UUID prompt, UUID run, String sample, String question) implements PromptFact {
        @Override
        public String text() {
            return "%s still waits for an answer: %s".formatted(sample, question);
        }

        @Override
        public Subject subject() {
            return Subject.none().sample(sample).run(run);
        }
    }

    /// Someone has answered; the first answer counts.
    record Answered(UUID prompt, UUID run, String sample, String answer, String by, String why) implements PromptFact {
        @Override
        public String text() {
            return "%s: %s answered (%s) %s".formatted(sample, by, answer, why).stripTrailing();
        }

        @Override
        public Subject subject() {
            return Subject.none().sample(sample).run(run);
        }
    }
}
