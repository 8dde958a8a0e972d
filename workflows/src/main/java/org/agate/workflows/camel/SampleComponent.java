package org.agate.workflows.camel;

import java.util.Map;
import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.quantity.Quantity;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.ProcessorEndpoint;

/// `sample:formulate?total=300 mg&ratio=…&molarMassA=…&molarMassB=…`: what two powders weigh for a molar ratio.
///
/// Sets the variables `mass_a` and `mass_b`. A pure calculation: nothing is moved, nothing is journaled.
public final class SampleComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        if (!remaining.equals("formulate")) {
            throw new WorkflowInvalid(
                    "workflow.sample.unknown",
                    "sample:%s is not known.".formatted(remaining),
                    "Maybe it is sample:formulate.");
        }
        var total = text(parameters, "total");
        var ratio = text(parameters, "ratio");
        var molarMassA = Quantity.parse(text(parameters, "molarMassA")).in("g/mol");
        var molarMassB = Quantity.parse(text(parameters, "molarMassB")).in("g/mol");
        return new ProcessorEndpoint(uri, this, exchange -> {
            double milligrams =
                    Quantity.parse(SimpleText.evaluate(total, exchange)).in("mg");
            double amounts =
                    Quantity.parse(SimpleText.evaluate(ratio, exchange)).in("1");
            double share = amounts * molarMassA / (amounts * molarMassA + molarMassB);
            exchange.setVariable("mass_a", new Quantity(share * milligrams, "mg").toString());
            exchange.setVariable("mass_b", new Quantity((1 - share) * milligrams, "mg").toString());
        });
    }

    private static String text(Map<String, Object> parameters, String name) {
        var value = parameters.remove(name);
        if (value == null) {
            throw new WorkflowInvalid(
                    "workflow.sample.parameter",
                    "sample:formulate lacks (%s).".formatted(name),
                    "Maybe it was misspelled.");
        }
        return String.valueOf(value);
    }
}
