package org.agate.workflows.camel;

import org.agate.workflows.WorkflowInvalid;
import org.apache.camel.Exchange;

/// A text with values in it, such as `${variable.grind}`.
final class SimpleText {

    private SimpleText() {}

    /// @throws WorkflowInvalid `workflow.variable.missing` when nothing comes out
    static String evaluate(String text, Exchange exchange) {
        if (!text.contains("${") && !text.contains("$simple{")) {
            return text;
        }
        var value = exchange.getContext()
                .resolveLanguage(WorkflowLanguage.NAME)
                .createExpression(text)
                .evaluate(exchange, String.class);
        if (value == null || value.isBlank()) {
            throw new WorkflowInvalid(
                    "workflow.variable.missing",
                    "(%s) has no value in this run.".formatted(text),
                    "Maybe the workflow does not declare it.");
        }
        return value;
    }
}
