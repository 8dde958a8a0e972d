package org.agate.workflows.action;

import java.time.Duration;
import java.util.List;
import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.quantity.Quantity;
import org.jspecify.annotations.Nullable;

/// What a person is asked.
///
/// @param stepPath of the step that waits for the answer
/// @param choices one of which must be answered; empty for a free answer
/// @param unit UCUM code when a quantity is asked for; null for a text
/// @param preset taken when nobody answers in time; null to wait for ever
/// @param due when `preset` is taken, lab time; null for never
public record Question(
        String run,
        String stepPath,
        String sample,
        String text,
        List<String> choices,
        @Nullable String unit,
        @Nullable String preset,
        @Nullable Duration due) {

    public Question {
        choices = List.copyOf(choices);
        if (text.isBlank()) {
            throw new WorkflowInvalid(
                    "workflow.prompt.malformed", "A person is asked nothing.", "Maybe add text=… to operator:ask.");
        }
        if ((preset == null) != (due == null)) {
            throw new WorkflowInvalid(
                    "workflow.prompt.malformed",
                    "(%s) has a default without a due time, or the other way round.".formatted(text),
                    "Maybe give both: default=…&due=2 h.");
        }
    }

    /// The answer as the workflow gets it.
    ///
    /// @throws WorkflowInvalid `workflow.prompt.answer` when it is none of the choices, or no such quantity
    public String accept(String answer) {
        if (!choices.isEmpty() && !choices.contains(answer)) {
            throw new WorkflowInvalid(
                    "workflow.prompt.answer",
                    "(%s) is not one of %s.".formatted(answer, choices),
                    "Maybe choose one of them.");
        }
        return unit == null ? answer : new Quantity(Quantity.parse(answer).in(unit), unit).toString();
    }
}
