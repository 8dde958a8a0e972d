package org.agate.workflows.camel;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.action.Operator;
import org.agate.workflows.action.Question;
import org.agate.workflows.quantity.Quantity;
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

/// `operator:ask?text=…&choices=yes,no&into=answer`: asks a person and waits for the answer.
///
/// Without `choices` the answer is free; with `unit` it is a quantity. `default` and `due` together name what is taken
/// when nobody answers in time.
public final class OperatorComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        if (!remaining.equals("ask")) {
            throw new WorkflowInvalid(
                    "workflow.operator.unknown",
                    "operator:%s is not known.".formatted(remaining),
                    "Maybe it is operator:ask.");
        }
        var texts = Map.copyOf(parameters);
        parameters.clear();
        return new Prompting(uri, this, texts);
    }

    /// One question of a workflow.
    private static final class Prompting extends DefaultEndpoint {

        private final Map<String, Object> texts;

        Prompting(String uri, OperatorComponent component, Map<String, Object> texts) {
            super(uri, component);
            this.texts = texts;
        }

        @Override
        public Producer createProducer() {
            var operator = getCamelContext().getRegistry().findSingleByType(Operator.class);
            if (operator == null) {
                throw new WorkflowInvalid(
                        "workflow.operator.missing",
                        "No operator is bound in the registry.",
                        "Maybe the application did not start fully.");
            }
            return new Asking(this, operator);
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("operator: endpoints are called, they do not call.");
        }

        private Question question(Exchange exchange) {
            var choices = text("choices");
            var due = text("due");
            return new Question(
                    RunContext.run(exchange),
                    RunContext.path(exchange),
                    RunContext.sample(exchange),
                    SimpleText.evaluate(String.valueOf(texts.getOrDefault("text", "")), exchange),
                    choices == null
                            ? List.of()
                            : Arrays.stream(choices.split(","))
                                    .map(String::trim)
                                    .toList(),
                    text("unit"),
                    text("default"),
                    due == null
                            ? null
                            : Duration.ofSeconds(Math.round(Quantity.parse(due).in("s"))));
        }

        private @Nullable String text(String name) {
            var value = texts.get(name);
            return value == null ? null : String.valueOf(value);
        }
    }

    private static final class Asking extends DefaultAsyncProducer {

        private final Prompting prompting;
        private final Operator operator;

        Asking(Prompting prompting, Operator operator) {
            super(prompting);
            this.prompting = prompting;
            this.operator = operator;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            try {
                operator.ask(prompting.question(exchange), answer -> {
                    var into = prompting.text("into");
                    if (into != null) {
                        exchange.setVariable(into, answer);
                    }
                    callback.done(false);
                });
                return false;
            } catch (RuntimeException e) {
                exchange.setException(e);
                callback.done(true);
                return true;
            }
        }
    }
}
