package org.agate.workflows.camel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.definition.WorkflowCatalog;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
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
            return new Calling(this, catalog);
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("workflow: endpoints are called, they do not call.");
        }
    }

    private static final class Calling extends DefaultAsyncProducer {

        private final Part part;
        private final PartOfRun route;

        Calling(Part part, WorkflowCatalog catalog) throws Exception {
            super(part);
            this.part = part;
            this.route = new PartOfRun(part.getCamelContext(), catalog, part.routeId);
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
                var values = new LinkedHashMap<String, String>();
                part.texts.forEach((name, text) -> values.put(name, SimpleText.evaluate(text, outer)));
                return route.run(outer, Place.of(outer), values, part.into, callback);
            } catch (RuntimeException e) {
                outer.setException(e);
                callback.done(true);
                return true;
            }
        }
    }
}
