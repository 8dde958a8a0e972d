package org.agate.workflows.validation;

import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.quantity.Quantity;
import org.agate.workflows.validation.Written.Scalar;

/// Checks an `operator:ask`.
record Asking(Findings findings, Expressions expressions) {

    void check(Call call, Route.Context context) {
        if (context.step() == null) {
            findings.add(
                    call.spot(),
                    "workflow.side-effect.outside-step",
                    "A question stands outside of a step, so it would be put again after a restart.",
                    "Maybe put it into a step of its own.");
        } else if (!context.step().isFirst()) {
            findings.add(
                    call.spot(),
                    "workflow.step.two-actions",
                    "A question stands in a step that does something else.",
                    "Maybe put it into a step of its own.");
        }
        if (!call.name().equals("ask")) {
            malformed(call.spot(), "operator:%s is not known.".formatted(call.name()), "Maybe it is operator:ask.");
        }
        if (call.text("text").isEmpty()) {
            malformed(call.spot(), "A person is asked nothing.", "Maybe add text: …");
        }
        if (call.text("default").isPresent() != call.text("due").isPresent()) {
            malformed(
                    call.spot(), "A default and a due time belong together.", "Maybe give both: default and due: 2 h.");
        }
        call.text("due").ifPresent(this::duration);
        call.text("text").ifPresent(text -> {
            var written = Calling.substituted(text, context.args());
            expressions.check(written.text(), text.spot(), context.variables());
        });
        call.text("into")
                .ifPresent(into -> context.variables()
                        .put(Calling.substituted(into, context.args()).text(), new Value.Unknown()));
    }

    private void duration(Scalar due) {
        try {
            Quantity.parse(due.text()).in("s");
        } catch (WorkflowInvalid e) {
            findings.add(
                    due.spot(),
                    "workflow.unit.incompatible",
                    "(%s) is no time.".formatted(due.text()),
                    "Maybe write 2 h.");
        }
    }

    private void malformed(Spot spot, String message, String advice) {
        findings.add(spot, "workflow.prompt.malformed", message, advice);
    }
}
