package org.agate.workflows.camel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.definition.WorkflowCatalog;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;

/// `workflow:NAME?mass=…&into=made`: runs another workflow as part of this run, with variables of its own.
///
/// Its parameters are checked like a run's. `into` names the variable that takes its outputs. Without `version` it is
/// the file that was there when the caller was published.
public final class WorkflowComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        var texts = new LinkedHashMap<String, String>();
        parameters.forEach((name, value) -> texts.put(name, String.valueOf(value)));
        parameters.clear();
        var version = texts.remove("version");
        var into = texts.remove("into");
        return new Part(uri, this, version == null ? remaining : remaining + "-" + version, texts, into);
    }

    /// A workflow with the texts of its parameters.
    private static final class Part extends DefaultEndpoint {

        private final String routeId;
        private final Map<String, String> texts;
        private final @Nullable String into;

        Part(
                String uri,
                WorkflowComponent component,
                String routeId,
                Map<String, String> texts,
                @Nullable String into) {
            super(uri, component);
            this.routeId = routeId;
            this.texts = texts;
            this.into = into;
        }

        @Override
        public Producer createProducer() throws Exception {
            var catalog = getCamelContext().getRegistry().findSingleByType(WorkflowCatalog.class);
            if (catalog == null) {
                throw new WorkflowInvalid(
                        "workflow.catalog.missing",
                        "No catalog is bound in the registry.",
                        "Maybe the application did not start fully.");
            }
            var route = getCamelContext().getEndpoint("direct:" + routeId).createProducer();
            return new Calling(this, catalog, route);
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("workflow: endpoints are called, they do not call.");
        }
    }

    private static final class Calling extends DefaultAsyncProducer {

        private final Part part;
        private final WorkflowCatalog catalog;
        private final Producer route;
        private final AsyncProcessor processor;

        Calling(Part part, WorkflowCatalog catalog, Producer route) {
            super(part);
            this.part = part;
            this.catalog = catalog;
            this.route = route;
            this.processor = AsyncProcessorConverterHelper.convert(route);
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            route.start();
        }

        @Override
        protected void doStop() throws Exception {
            route.stop();
            super.doStop();
        }

        @Override
        public boolean process(Exchange outer, AsyncCallback callback) {
            try {
                var definition = catalog.routed(part.routeId);
                var values = new LinkedHashMap<String, String>();
                part.texts.forEach((name, text) -> values.put(name, SimpleText.evaluate(text, outer)));
                var inner = new DefaultExchange(outer.getContext());
                inner.setProperty(RunContext.RUN, RunContext.run(outer));
                inner.setProperty(RunContext.SAMPLE, RunContext.sample(outer));
                Place.of(outer).put(inner);
                definition.bind(values).forEach(inner::setVariable);
                return processor.process(inner, sync -> {
                    if (inner.getException() != null) {
                        outer.setException(inner.getException());
                    } else if (part.into != null) {
                        outer.setVariable(part.into, definition.outputs(inner.getVariables()));
                    }
                    callback.done(sync);
                });
            } catch (RuntimeException e) {
                outer.setException(e);
                callback.done(true);
                return true;
            }
        }
    }
}
