package org.agate.workflows.camel;

import java.util.Map;
import org.agate.workflows.definition.WorkflowCatalog;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

/// Another workflow's route, run as part of a run: with variables of its own, below a place in the run's file.
final class PartOfRun {

    private final WorkflowCatalog catalog;
    private final String routeId;
    private final Producer route;
    private final AsyncProcessor processor;

    PartOfRun(CamelContext camel, WorkflowCatalog catalog, String routeId) throws Exception {
        this.catalog = catalog;
        this.routeId = routeId;
        this.route = camel.getEndpoint("direct:" + routeId).createProducer();
        this.processor = AsyncProcessorConverterHelper.convert(route);
    }

    void start() {
        route.start();
    }

    void stop() {
        route.stop();
    }

    /// @param into variable of the outer exchange that takes the outputs; null when nobody wants them
    /// @throws org.agate.workflows.WorkflowInvalid when the values do not fit
    boolean run(
            Exchange outer, Place place, Map<String, String> values, @Nullable String into, AsyncCallback callback) {
        var definition = catalog.routed(routeId);
        var inner = new DefaultExchange(outer.getContext());
        inner.setProperty(RunContext.RUN, RunContext.run(outer));
        inner.setProperty(RunContext.SAMPLE, RunContext.sample(outer));
        place.put(inner);
        definition.bind(values).forEach(inner::setVariable);
        return processor.process(inner, sync -> {
            if (inner.getException() != null) {
                outer.setException(inner.getException());
            } else if (into != null) {
                outer.setVariable(into, definition.outputs(inner.getVariables()));
            }
            callback.done(sync);
        });
    }
}
