package org.agate.workflows.camel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.action.ActionOutcome;
import org.agate.workflows.action.ActionRequest;
import org.agate.workflows.action.ActionUndone;
import org.agate.workflows.action.FailurePolicy;
import org.agate.workflows.action.Laboratory;
import org.agate.workflows.quantity.Quantity;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.jspecify.annotations.Nullable;

/// Asks the laboratory and goes on when it answers; holds no thread meanwhile.
final class RobotProducer extends DefaultAsyncProducer {

    private final Laboratory laboratory;
    private final String family;
    private final String action;
    private final @Nullable String into;
    private final @Nullable String atLeast;
    private final @Nullable FailurePolicy onFailure;
    private final Map<String, String> texts;

    RobotProducer(RobotEndpoint endpoint, Laboratory laboratory, String family, Map<String, String> texts) {
        super(endpoint);
        this.laboratory = laboratory;
        this.family = family;
        this.texts = new LinkedHashMap<>(texts);
        var named = this.texts.remove("action");
        if (named == null) {
            throw new WorkflowInvalid(
                    "workflow.action.missing",
                    "(%s) names no action.".formatted(endpoint.getEndpointUri()),
                    "Maybe add ?action=…");
        }
        this.action = named;
        this.into = this.texts.remove("into");
        this.atLeast = this.texts.remove("atLeast");
        var policy = this.texts.remove("onFailure");
        this.onFailure = policy == null || policy.isBlank() ? null : FailurePolicy.parse(policy);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            var params = new LinkedHashMap<String, String>();
            texts.forEach((name, text) -> params.put(name, SimpleText.evaluate(text, exchange)));
            var request = new ActionRequest(
                    RunContext.run(exchange),
                    RunContext.path(exchange),
                    RunContext.sample(exchange),
                    family,
                    action,
                    params,
                    onFailure == null ? UsualPolicies.of(family, action) : onFailure,
                    Place.of(exchange).cleanUp());
            if (tooSmall(params)) {
                keep(exchange, Map.of("skipped", true));
                callback.done(true);
                return true;
            }
            laboratory.perform(request, outcome -> {
                switch (outcome) {
                    case ActionOutcome.Done done -> keep(exchange, done.result());
                    case ActionOutcome.Undone(var code, var text) ->
                        exchange.setException(new ActionUndone(code, "%s %s: %s".formatted(family, action, text)));
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

    private boolean tooSmall(Map<String, String> params) {
        if (atLeast == null) {
            return false;
        }
        var parts = atLeast.split(":", 2);
        var limit = Quantity.parse(parts[1]);
        var text = params.getOrDefault(parts[0], "");
        return Quantity.parse(text).in(limit.unit()) < limit.value();
    }

    private void keep(Exchange exchange, Map<String, Object> result) {
        if (into != null && !into.isBlank()) {
            exchange.setVariable(into, result);
        }
    }
}
