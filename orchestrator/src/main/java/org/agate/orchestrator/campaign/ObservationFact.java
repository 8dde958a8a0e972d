package org.agate.orchestrator.campaign;

import org.agate.orchestrator.event.Fact;
import org.agate.orchestrator.event.Subject;

/// What came of a suggestion.
public sealed interface ObservationFact extends Fact {

    long campaign();

    long suggestion();

    @Override
    default Subject subject() {
        return Subject.campaign(campaign());
    }

    /// A value, which the optimizer is told.
    ///
    /// @param number of the suggestion within the campaign, from zero
    /// @param detail in words how it came about
    record Told(long campaign, long suggestion, int number, double value, double standardDeviation, String detail)
            implements ObservationFact {
        @Override
        public String text() {
            return "Suggestion %d gave %.4g ± %.2g (%s)".formatted(number + 1, value, standardDeviation, detail);
        }
    }

    /// None, for a reason that says nothing about the recipe: the optimizer is told nothing.
    record Lost(long campaign, long suggestion, int number, String why) implements ObservationFact {
        @Override
        public String text() {
            return "Suggestion %d was lost, its recipe is as good as before: %s".formatted(number + 1, why);
        }
    }

    /// None, because of its recipe.
    record Failed(long campaign, long suggestion, int number, String why) implements ObservationFact {
        @Override
        public String text() {
            return "Suggestion %d gave no value: %s".formatted(number + 1, why);
        }
    }
}
