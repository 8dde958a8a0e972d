package org.agate.workflows.camel;

import java.util.List;
import java.util.Map;
import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.action.Laboratory;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;

/// `reserve:grinder,mixer`, first in a step: holds one device of each family until that step ends.
///
/// They are taken all at once, and a reservation inside a reservation is refused by validation, so nobody waits for
/// another while holding something: no deadlock.
public final class ReserveComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new Holding(uri, this, List.of(remaining.split("\\s*,\\s*")));
    }

    /// What a step holds.
    private static final class Holding extends DefaultEndpoint {

        private final List<String> families;

        Holding(String uri, ReserveComponent component, List<String> families) {
            super(uri, component);
            this.families = families;
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
            return new Reserving(this, laboratory);
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("reserve: endpoints are called, they do not call.");
        }
    }

    private static final class Reserving extends DefaultAsyncProducer {

        private final Holding holding;
        private final Laboratory laboratory;

        Reserving(Holding holding, Laboratory laboratory) {
            super(holding);
            this.holding = holding;
            this.laboratory = laboratory;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            var run = RunContext.run(exchange);
            var path = RunContext.path(exchange);
            JournaledStep.atEnd(exchange, () -> laboratory.release(run, path));
            laboratory.reserve(run, path, RunContext.sample(exchange), holding.families, () -> callback.done(false));
            return false;
        }
    }
}
