package org.agate.workflows.validation;

import java.util.Optional;
import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.validation.Declared.Range;
import org.agate.workflows.validation.Value.Amount;
import org.agate.workflows.validation.Written.Scalar;

/// Checks a `sample:formulate`, and says what the two powders can weigh.
record Formulation(Findings findings, Expressions expressions) {

    void check(Call call, Route.Context context) {
        if (!call.name().equals("formulate")) {
            findings.add(
                    call.spot(),
                    "workflow.action.unknown",
                    "sample:%s is not known.".formatted(call.name()),
                    "Maybe it is sample:formulate.");
            return;
        }
        var total = amount(call, "total", "mg", context);
        var ratio = amount(call, "ratio", "1", context);
        var first = amount(call, "molarMassA", "g/mol", context);
        var second = amount(call, "molarMassB", "g/mol", context);
        if (total.isEmpty() || ratio.isEmpty() || first.isEmpty() || second.isEmpty()) {
            context.variables().put("mass_a", new Value.Unknown());
            context.variables().put("mass_b", new Value.Unknown());
            return;
        }
        double least = share(ratio.get().low(), first.get(), second.get());
        double most = share(ratio.get().high(), first.get(), second.get());
        context.variables()
                .put(
                        "mass_a",
                        new Amount(least * total.get().low(), most * total.get().high(), "mg"));
        context.variables()
                .put(
                        "mass_b",
                        new Amount(
                                (1 - most) * total.get().low(),
                                (1 - least) * total.get().high(),
                                "mg"));
    }

    private static double share(double ratio, Amount first, Amount second) {
        return ratio * first.low() / (ratio * first.low() + second.low());
    }

    private Optional<Amount> amount(Call call, String name, String unit, Route.Context context) {
        var text = call.text(name);
        if (text.isEmpty()) {
            findings.add(
                    call.spot(),
                    "workflow.parameter.missing",
                    "sample:formulate needs (%s).".formatted(name),
                    "Maybe add it below parameters.");
            return Optional.empty();
        }
        return amount(text.get(), name, unit, context);
    }

    private Optional<Amount> amount(Scalar text, String name, String unit, Route.Context context) {
        var written = Calling.substituted(text, context.args());
        var spot = written.spot() == null ? text.spot() : written.spot();
        var value = written.value() instanceof Value.Text(var plain)
                ? expressions.check(plain, spot, context.variables())
                : written.value();
        new Range(name, unit, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY).check(value, spot, findings);
        try {
            return value.amount().map(each -> each.in(unit));
        } catch (WorkflowInvalid e) {
            // Complained about in the line above.
            return Optional.empty();
        }
    }
}
