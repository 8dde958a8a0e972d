package org.agate.workflows.camel;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agate.workflows.WorkflowInvalid;
import org.agate.workflows.action.ActionOutcome;
import org.agate.workflows.action.ActionRequest;
import org.agate.workflows.action.ActionUndone;
import org.agate.workflows.action.FailurePolicy;
import org.agate.workflows.action.Laboratory;
import org.agate.workflows.action.Promptly;
import org.agate.workflows.action.Terms;
import org.agate.workflows.definition.WorkflowCatalog;
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
    private final FailurePolicy onFailure;
    private final @Nullable Duration deadline;
    private final @Nullable Promptly promptly;
    private final @Nullable String batch;
    private final Map<String, String> texts;
    private final Map<String, PartOfRun> recoveries = new LinkedHashMap<>();

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
        var policy = taken("onFailure");
        this.onFailure = policy == null ? UsualPolicies.of(family, action) : FailurePolicy.parse(policy);
        var longest = taken("deadline");
        this.deadline = longest == null ? null : Terms.deadline(longest);
        var soon = taken("within");
        this.promptly = soon == null ? null : Promptly.parse(soon);
        this.batch = taken("batch");
    }

    /// A text that is not meant for the device; null when it is left out.
    private @Nullable String taken(String name) {
        var text = texts.remove(name);
        return text == null || text.isBlank() ? null : text;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        var camel = getEndpoint().getCamelContext();
        for (var workflow : onFailure.recoveries()) {
            var catalog = camel.getRegistry().findSingleByType(WorkflowCatalog.class);
            if (catalog == null) {
                throw new WorkflowInvalid(
                        "workflow.catalog.missing",
                        "No catalog is bound in the registry.",
                        "Maybe the application did not start fully.");
            }
            var part = new PartOfRun(camel, catalog, workflow);
            part.start();
            recoveries.put(workflow, part);
        }
    }

    @Override
    protected void doStop() throws Exception {
        recoveries.values().forEach(PartOfRun::stop);
        super.doStop();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            var params = new LinkedHashMap<String, String>();
            texts.forEach((name, text) -> params.put(name, SimpleText.evaluate(text, exchange)));
            if (tooSmall(params)) {
                keep(exchange, Map.of("skipped", true));
                callback.done(true);
                return true;
            }
            var together = batch == null ? null : SimpleText.evaluate(batch, exchange);
            ask(
                    new ActionRequest(
                            RunContext.run(exchange),
                            RunContext.path(exchange),
                            RunContext.sample(exchange),
                            family,
                            action,
                            params,
                            new Terms(onFailure, deadline, promptly, together, 0),
                            Place.of(exchange).cleanUp()),
                    exchange,
                    callback);
            return false;
        } catch (RuntimeException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
    }

    private void ask(ActionRequest request, Exchange exchange, AsyncCallback callback) {
        laboratory.perform(request, outcome -> {
            switch (outcome) {
                case ActionOutcome.Done done -> {
                    keep(exchange, done.result());
                    callback.done(false);
                }
                case ActionOutcome.Undone(var code, var text) -> {
                    exchange.setException(new ActionUndone(code, "%s %s: %s".formatted(family, action, text)));
                    callback.done(false);
                }
                case ActionOutcome.Recover recovery -> recover(recovery, request, exchange, callback);
            }
        });
    }

    /// Its steps are journaled below this one, so after a restart those that are done are passed over.
    private void recover(
            ActionOutcome.Recover recovery, ActionRequest request, Exchange exchange, AsyncCallback callback) {
        try {
            var part = recoveries.get(recovery.workflow());
            if (part == null) {
                throw new IllegalStateException("Nobody asked for the recovery (%s).".formatted(recovery.workflow()));
            }
            var place = Place.of(exchange).inside("recover-" + recovery.number());
            part.run(exchange, place, Map.of(), null, sync -> {
                if (exchange.getException() == null) {
                    ask(request.afterRecovery(recovery.number()), exchange, callback);
                } else {
                    callback.done(false);
                }
            });
        } catch (RuntimeException e) {
            exchange.setException(e);
            callback.done(false);
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
