package org.agate.workflows.definition;

import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.quantity.Quantity;
import org.jspecify.annotations.Nullable;

/// A declared parameter of a workflow.
///
/// @param type `number` or `string`
/// @param unit UCUM code of a number; empty for a text
/// @param minimum in that unit; null for none
/// @param maximum in that unit; null for none
/// @param preset used when a run gives no value; null when it must
public record WorkflowParameter(
        String name,
        String title,
        String type,
        String unit,
        @Nullable Double minimum,
        @Nullable Double maximum,
        @Nullable String preset) {

    /// The value as the route gets it: a quantity in the declared unit, or the text itself.
    ///
    /// @throws WorkflowInvalid on a wrong unit or a value out of range
    String accept(String text) {
        if (!type.equals("number")) {
            return text;
        }
        var quantity = Quantity.parse(text);
        double value = quantity.in(unit);
        if (minimum != null && value < minimum || maximum != null && value > maximum) {
            throw new WorkflowInvalid(
                    "workflow.parameter.out-of-range",
                    "Parameter (%s) is (%s %s), allowed is %s to %s.".formatted(name, value, unit, minimum, maximum),
                    "Maybe the search space is wider than the workflow.");
        }
        return new Quantity(value, unit).toString();
    }
}
