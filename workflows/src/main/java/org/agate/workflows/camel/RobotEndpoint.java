package org.agate.workflows.camel;

import java.util.Map;
import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.action.Laboratory;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/// One kind of action, with the texts of its parameters.
public final class RobotEndpoint extends DefaultEndpoint {

    private final String family;
    private final Map<String, String> texts;

    RobotEndpoint(String uri, RobotComponent component, String family, Map<String, String> texts) {
        super(uri, component);
        this.family = family;
        this.texts = texts;
    }

    @Override
    public Producer createProducer() {
        var laboratory = getCamelContext().getRegistry().findSingleByType(Laboratory.class);
        if (laboratory == null) {
            throw new WorkflowInvalid(
                    "workflow.laboratory.missing",
                    "No laboratory is bound in the registry.",
                    "Maybe the application did not start fully.");
        }
        return new RobotProducer(this, laboratory, family, texts);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("robot: endpoints are called, they do not call.");
    }

    /// Two endpoints with the same text are the same.
    @Override
    public boolean isSingleton() {
        return true;
    }
}
